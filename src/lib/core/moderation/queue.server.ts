import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import {
	openStates,
	subjectKindOf,
	type ModerationSource,
	type QueueRow,
	type QueueState
} from './contract.ts';
import { personalHints, type PersonalHint } from './personal-hints.ts';
import type { QueueFilter } from './queue-filter.ts';

export type Sources = readonly ModerationSource[];

/** Somebody's decision about a contribution before. */
export type EarlierDecision = Readonly<{
	at: Date;
	action: string;
	actorKind: string;
	displayName: string | null;
	detail: Readonly<Record<string, unknown>>;
}>;

export type QueueItem = QueueRow &
	Readonly<{
		format: string;
		activityTitle: Translated;
		placeName: string;
		hints: readonly PersonalHint[];
		labels: readonly Readonly<{ id: string; name: Translated }>[];
		/** Newest first. */
		earlier: readonly EarlierDecision[];
	}>;

export type Queue = Readonly<{
	items: readonly QueueItem[];
	total: number;
	counts: Readonly<Record<QueueState, number>>;
	/** Activities in which something of these states lies, to filter by. */
	activities: readonly Readonly<{ id: string; title: Translated }>[];
}>;

/**
 * The contributions of all formats at the actor's places, oldest first; `page` counts from 1.
 * @throws Refusal not_allowed for somebody who moderates nowhere
 */
export async function readQueue(
	db: Db,
	actor: Actor,
	sources: Sources,
	filter: QueueFilter,
	{ today, page, size }: { today: string; page: number; size: number }
): Promise<Queue> {
	const mine = demandSources(actor, sources);
	const limits = [
		sql`true`,
		...(filter.kind ? [sql`q.format || '.' || q.kind = ${filter.kind}`] : []),
		...(filter.activityId ? [sql`q.activity_id = ${filter.activityId}::uuid`] : []),
		...(filter.minDays > 0 ? [sql`q.submitted_on <= ${today}::date - ${filter.minDays}::int`] : [])
	];
	const { rows } = await sql<QueueItem & { total: number }>`
		select q.*, a.title as activity_title, p.name as place_name, count(*) over () as total
		from (${union(db, actor, mine, filter.states)}) q
		join activities a on a.id = q.activity_id join places p on p.id = q.place_id
		where ${sql.join(limits, sql` and `)}
		order by q.submitted_on, q.sequence, q.id
		limit ${size} offset ${(page - 1) * size}`.execute(db);
	const counts = await countsOf(db, actor, mine);
	const activities = await activitiesWithin(db, actor, mine, filter.states);
	return { items: await complete(db, mine, rows), total: rows[0]?.total ?? 0, counts, activities };
}

/** How many contributions need somebody to look, for the navigation; 0 for who moderates nowhere. */
export async function openCount(db: Db, actor: Actor, sources: Sources): Promise<number> {
	const mine = sources.filter((source) => source.places(actor).length > 0);
	if (mine.length === 0) return 0;
	const { rows } = await sql<{ open: number }>`
		select count(*) as open from (${union(db, actor, mine, openStates)}) q`.execute(db);
	return rows[0]!.open;
}

function demandSources(actor: Actor, sources: Sources): Sources {
	const mine = sources.filter((source) => source.places(actor).length > 0);
	if (mine.length > 0) return mine;
	throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', 'not_allowed');
}

/** All formats in one list, each cut to the places where this person may moderate it. */
function union(
	db: Db,
	actor: Actor,
	sources: Sources,
	states: readonly QueueState[]
): RawBuilder<unknown> {
	const parts = sources.map(
		(source) => sql`
			select ${source.format}::text as format, s.* from (${source.query(db, states)}) s
			where s.place_id = any(${source.places(actor)}::text[])`
	);
	return sql.join(parts, sql` union all `);
}

async function countsOf(db: Db, actor: Actor, sources: Sources) {
	const { rows } = await sql<{ state: QueueState; n: number }>`
		select state, count(*) as n from (${union(db, actor, sources, [...openStates, 'hidden'])}) q group by state`.execute(
		db
	);
	const of = (state: QueueState) => rows.find((row) => row.state === state)?.n ?? 0;
	return {
		waiting: of('waiting'),
		reported: of('reported'),
		unchecked: of('unchecked'),
		hidden: of('hidden'),
		checked: 0,
		withdrawn: 0
	};
}

async function activitiesWithin(
	db: Db,
	actor: Actor,
	sources: Sources,
	states: readonly QueueState[]
) {
	const { rows } = await sql<{ id: string; title: Translated }>`
		select a.id, a.title from activities a
		where a.id in (select q.activity_id from (${union(db, actor, sources, states)}) q)
		order by a.created_at desc`.execute(db);
	return rows;
}

/** Adds what one page of items needs beside its columns: hints, categories, and what was decided before. */
async function complete(
	db: Db,
	sources: Sources,
	rows: readonly QueueItem[]
): Promise<QueueItem[]> {
	const earlier = await earlierDecisions(db, rows);
	const perSource = await Promise.all(
		sources.map(async (source) => {
			const own = rows.filter(({ format }) => format === source.format);
			return [
				source.format,
				await source.labels(db, [...new Set(own.map(({ activityId }) => activityId))])
			] as const;
		})
	);
	const labels = new Map(perSource);
	return rows.map((row) => ({
		...row,
		hints: personalHints(`${row.title ?? ''}\n${row.body}`),
		labels: row.labelId ? (labels.get(row.format)?.get(row.activityId) ?? []) : [],
		earlier: earlier.filter(
			({ subjectKind, subjectId }) =>
				subjectKind === subjectKindOf(row.format, row.kind) && subjectId === row.id
		)
	}));
}

async function earlierDecisions(db: Db, rows: readonly QueueItem[]) {
	if (rows.length === 0) return [];
	const found = await db
		.selectFrom('history as h')
		.leftJoin('accounts as a', (join) =>
			join
				.on('h.actorKind', '=', 'account')
				.on(({ eb, cast }) => eb(cast('a.id', 'text'), '=', eb.ref('h.actorId')))
		)
		.select(['h.at', 'h.action', 'h.detail', 'h.subjectKind', 'h.subjectId'])
		.select(['h.actorKind', 'a.displayName'])
		.where('h.subjectKind', 'in', [
			...new Set(rows.map(({ format, kind }) => subjectKindOf(format, kind)))
		])
		.where(
			'h.subjectId',
			'in',
			rows.map(({ id }) => id)
		)
		.orderBy('h.id', 'desc')
		.execute();
	return found.map((one) => ({ ...one, detail: one.detail as Record<string, unknown> }));
}
