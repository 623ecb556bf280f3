import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { demand, type PermissionTable } from '../../access/can.ts';
import { roleAnywhere } from '../../access/predicates.ts';
import { toCsv } from '../../platform/csv.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { localDay } from '../../platform/local-time.ts';
import { firstWordsOf } from './sentences.ts';

const permissions: PermissionTable<{ 'history.read': null }> = {
	'history.read': [roleAnywhere('administrator')]
};

const day = z.union([z.literal(''), z.iso.date('not_a_date')]).default('');

/** What the audit trail can be cut down to; an empty value does not cut. Days count in Berlin. */
export const historyFilterSchema = z.object({
	subject: z.string().max(200, 'too_long').default(''),
	actor: z.string().max(200, 'too_long').default(''),
	action: z.string().max(100, 'too_long').default(''),
	area: z.string().max(100, 'too_long').default(''),
	from: day,
	to: day
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

/** Without its id: the ids of staff's entries before and after would tell the minute of what a resident did. */
export type HistoryRow = {
	at: Date;
	actorKind: string;
	actorId: string | null;
	actorName: string | null;
	action: string;
	subjectKind: string;
	subjectId: string;
	/** Of a person, organisation, place or indicator. */
	subjectName: string | null;
	/** Of an activity, also of one that is gone. */
	subjectTitle: Translated | null;
	/** It is still there, so that it can be looked at. */
	subjectStands: boolean;
	/** Of an observation or binding. */
	indicatorKey: string | null;
	/** The organisation that a membership is about. */
	organisationName: string | null;
	placeId: string | null;
	placeName: string | null;
	detail: Record<string, unknown>;
};

const pageSize = 50;
/** More than a year of a busy house; a file that long opens in every spreadsheet. */
const exportAtMost = 100_000;

/** The audit trail, newest first (residents' acts at the start of their day), cut to the actor's places; what has no place is for administrators of a city. */
export async function readHistory(
	db: Db,
	actor: Actor,
	filter: HistoryFilter,
	page = 1
): Promise<{ rows: HistoryRow[]; total: number; pages: number }> {
	demand(permissions, actor, 'history.read', null);
	const where = conditions(actor, filter);
	const rows = await select(db, where, pageSize, (Math.max(page, 1) - 1) * pageSize);
	const { rows: counted } = await sql<{ total: number }>`
		select count(*) as total ${joined} where ${where}`.execute(db);
	const total = counted[0]!.total;
	return { rows, total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/**
 * The same as a table for a spreadsheet; ids and the raw action beside names and sentence, so that it can be checked.
 * @param words what happened, and the name of whom or what it happened to, in the reader's language
 */
export async function exportHistory(
	db: Db,
	actor: Actor,
	filter: HistoryFilter,
	words: { sentence: (row: HistoryRow) => string; subject: (row: HistoryRow) => string | null }
): Promise<string> {
	demand(permissions, actor, 'history.read', null);
	const rows = await select(db, conditions(actor, filter), exportAtMost, 0);
	return toCsv(
		[
			'at',
			'sentence',
			'action',
			'actor_kind',
			'actor_id',
			'actor',
			'subject_kind',
			'subject_id',
			'subject',
			'place_id',
			'place',
			'detail'
		],
		rows.map((row) => [
			timeOf(row),
			words.sentence(row),
			row.action,
			row.actorKind,
			row.actorId,
			row.actorName,
			row.subjectKind,
			row.subjectId,
			words.subject(row),
			row.placeId,
			row.placeName,
			JSON.stringify(row.detail)
		])
	);
}

/** Of what residents did only the day is known. */
const timeOf = ({ actorKind, at }: HistoryRow) =>
	actorKind === 'resident' ? localDay(at) : at.toISOString();

/** Every action that occurs, for the filter's list. */
export async function listActions(db: Db, actor: Actor): Promise<string[]> {
	demand(permissions, actor, 'history.read', null);
	const rows = await db
		.selectFrom('history')
		.select('action')
		.distinct()
		.orderBy('action')
		.execute();
	return rows.map(({ action }) => action);
}

const joined = sql`from history h
	left join accounts a on h.actor_kind = 'account' and a.id::text = h.actor_id
	left join accounts sa on h.subject_kind = 'account' and sa.id::text = h.subject_id
	left join organisations so on h.subject_kind = 'organisation' and so.id::text = h.subject_id
	left join organisations mo on mo.id::text = h.detail ->> 'organisationId'
	left join places sp on h.subject_kind in ('place', 'catalogue') and sp.id = h.subject_id
	left join observations ob on h.subject_kind = 'observation' and ob.id::text = h.subject_id
	left join indicators i on i.key = case h.subject_kind
		when 'indicator' then h.subject_id
		when 'observation' then coalesce(ob.indicator_key, h.detail ->> 'indicator') end
	left join measures sm on h.subject_kind = 'measure' and sm.code = h.subject_id
	left join offers sf on h.subject_kind = 'offer' and sf.id::text = h.subject_id
	-- a contribution, as in 'ideas.comment', is told with its activity
	left join activities act on act.id::text = coalesce(h.detail ->> 'activity', h.subject_id)
		and act.format = split_part(h.subject_kind, '.', 1)
	left join places p on p.id = h.place_id`;

const subjectName = sql`coalesce(sa.display_name, so.name, sp.name, i.key || ' ' || i.label, sm.code || ' ' || sm.title,
	case h.subject_kind when 'organisation' then h.detail ->> 'name' end)`;
const subjectTitle = sql`coalesce(act.title, sf.name, h.detail -> 'title')`;

async function select(db: Db, where: ReturnType<typeof conditions>, limit: number, offset: number) {
	const { rows } = await sql<HistoryRow>`
		select h.at, h.actor_kind, h.actor_id, a.display_name as actor_name, h.action, h.subject_kind,
			h.subject_id, ${subjectName} as subject_name, ${subjectTitle} as subject_title, i.key as indicator_key,
			coalesce(sa.id::text, so.id::text, sp.id, i.key, sm.code, act.id::text, sf.id::text) is not null as subject_stands,
			mo.name as organisation_name, h.place_id, p.name as place_name, h.detail
		${joined} where ${where} order by h.at desc, h.id desc limit ${limit} offset ${offset}`.execute(db);
	return rows;
}

function conditions(actor: Actor, { subject, actor: who, action, area, from, to }: HistoryFilter) {
	const found = (text: string) => text.trim().toLowerCase();
	const all = [
		withinPlaces(actor),
		subject &&
			sql`(strpos(lower(concat(${subjectName}, ' ', ${subjectTitle}::text)), ${found(subject)}) > 0 or h.subject_id = ${subject.trim()}
				or h.subject_kind = ${subject.trim()})`,
		who &&
			sql`(strpos(lower(coalesce(a.display_name, '')), ${found(who)}) > 0 or h.actor_id = ${who.trim()})`,
		action && sql`h.action = ${action}`,
		area && sql`split_part(h.action, '.', 1) = any(${firstWordsOf(area)}::text[])`,
		from && sql`h.at >= ${from}::date::timestamp at time zone 'Europe/Berlin'`,
		to && sql`h.at < (${to}::date + 1)::timestamp at time zone 'Europe/Berlin'`
	];
	return sql.join(
		all.filter((condition) => typeof condition !== 'string'),
		sql` and `
	);
}

function withinPlaces(actor: Actor) {
	const places =
		actor.kind === 'account'
			? actor.grants.filter(({ role }) => role === 'administrator').flatMap((g) => [...g.places])
			: [];
	return sql<SqlBool>`(h.place_id = any(${places}::text[]) or (h.place_id is null
		and exists (select from places top where top.parent_id is null and top.id = any(${places}::text[]))))`;
}
