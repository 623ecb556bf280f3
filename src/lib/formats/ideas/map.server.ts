import type { Actor } from '../../access/actor.ts';
import { record } from '../../core/history/record.server.ts';
import type { Boundary } from '../../core/places/boundary.ts';
import { boundaryOf } from '../../core/places/reads.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { IdeaVerb } from './history-text.ts';
import type { IdeaMapSubject } from './permissions.ts';
import { allowedActs, type Act, type IdeaStatus, type PhaseKind } from './rules.ts';

/** What permissions ask about. @throws Refusal map_unknown (404) */
export async function mapSubject(db: Db | Trx, activityId: string): Promise<IdeaMapSubject> {
	const found = await db
		.selectFrom('ideaMaps as m')
		.innerJoin('activities as a', 'a.id', 'm.activityId')
		.select(['a.id as activityId', 'a.placeId'])
		.where('a.id', '=', activityId)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'map_unknown');
	return found;
}

export type MapCategory = Readonly<{
	id: string;
	name: Translated;
	icon: string;
	colour: string;
	archived: boolean;
}>;

export type MapPhase = Readonly<{
	id: string;
	kind: PhaseKind;
	startsAt: Date | null;
	endsAt: Date | null;
}>;

/** An idea map with everything its pages and use cases ask about. */
export type IdeaMap = Readonly<{
	activityId: string;
	slug: string;
	title: Translated;
	intro: Translated;
	placeId: string;
	placeName: string;
	status: string;
	locales: readonly string[];
	startsAt: Date | null;
	endsAt: Date | null;
	retainUntil: string;
	outcome: Translated | null;
	layout: 'map' | 'list';
	moderation: 'before' | 'after';
	takesPhotos: boolean;
	answerWithin: number;
	choicesEach: number;
	statusNames: Readonly<Partial<Record<IdeaStatus, Translated>>>;
	/** What was drawn or imported for this map, else the outline of its place; null: no limit. */
	area: Boundary | null;
	phases: readonly MapPhase[];
	categories: readonly MapCategory[];
	/** What residents may do at the moment of reading. */
	allowed: ReadonlySet<Act>;
}>;

/** The map that residents find at `/ideas/<slug>`; drafts are unknown to them. @throws Refusal map_unknown (404) */
export async function publicMap(db: Db | Trx, slug: string, now: Date): Promise<IdeaMap> {
	const row = await columns(db)
		.where('m.slug', '=', slug)
		.where('a.status', '<>', 'draft')
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'map_unknown');
	return whole(db, row, now);
}

/** @throws Refusal map_unknown (404) */
export async function mapOf(db: Db | Trx, activityId: string, now: Date): Promise<IdeaMap> {
	const row = await columns(db).where('m.activityId', '=', activityId).executeTakeFirst();
	if (!row) throw new Refusal('missing', 'map_unknown');
	return whole(db, row, now);
}

function columns(db: Db | Trx) {
	return db
		.selectFrom('ideaMaps as m')
		.innerJoin('activities as a', 'a.id', 'm.activityId')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select(['m.activityId', 'm.slug', 'm.intro', 'm.area', 'm.layout', 'm.moderation'])
		.select(['m.takesPhotos', 'm.answerWithin', 'm.choicesEach', 'm.statusNames'])
		.select(['a.title', 'a.placeId', 'a.status', 'a.locales', 'a.startsAt', 'a.endsAt'])
		.select(['a.retainUntil', 'a.outcome', 'p.name as placeName']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

async function whole(db: Db | Trx, row: Row, now: Date): Promise<IdeaMap> {
	const phases = await phasesOf(db, row.activityId);
	return {
		...row,
		title: row.title as Translated,
		intro: row.intro as Translated,
		outcome: row.outcome as Translated | null,
		layout: row.layout as IdeaMap['layout'],
		moderation: row.moderation as IdeaMap['moderation'],
		statusNames: row.statusNames as IdeaMap['statusNames'],
		area: (row.area as Boundary | null) ?? (await boundaryOf(db, row.placeId)),
		phases,
		categories: await categoriesOf(db, row.activityId),
		allowed: allowedActs(row.status, phases, now)
	};
}

async function phasesOf(db: Db | Trx, activityId: string): Promise<MapPhase[]> {
	const rows = await db
		.selectFrom('ideaPhases')
		.select(['id', 'kind', 'startsAt', 'endsAt'])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	return rows as MapPhase[];
}

async function categoriesOf(db: Db | Trx, activityId: string): Promise<MapCategory[]> {
	const rows = await db
		.selectFrom('ideaCategories')
		.select(['id', 'name', 'icon', 'colour', 'archivedAt'])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	return rows.map(({ name, archivedAt, ...row }) => ({
		...row,
		name: name as Translated,
		archived: archivedAt !== null
	}));
}

/** The first line of residents' use cases. @throws Refusal not_now_<act> (409) for what no phase allows now */
export function demandAct(map: IdeaMap, act: Act): void {
	if (!map.allowed.has(act)) throw new Refusal('conflict', `not_now_${act}`);
}

/** The audit trail's entry for a change of a map or of something on it. */
export async function recordOf(
	trx: Trx,
	actor: Actor,
	map: IdeaMapSubject,
	verb: IdeaVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `ideas.${verb}`,
		subjectKind: 'ideas',
		subjectId: map.activityId,
		placeId: map.placeId,
		detail
	});
}
