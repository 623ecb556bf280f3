import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import { historyOf, type SubjectEntry } from '../../core/history/subject-history.server.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { localDay } from '../../platform/local-time.ts';
import { burstsOf, type Burst } from './bursts.server.ts';
import { mapOf, mapSubject, type IdeaMap } from './map.server.ts';
import type { ActivityStatus } from '../../core/activities/run.ts';
import { overdueOn } from './overdue.server.ts';
import { permissions } from './permissions.ts';
import type { IdeaMapInput } from './schema.ts';

/** A map in the list of those who look after it. */
export type MapRow = Readonly<{
	activityId: string;
	slug: string;
	title: Translated;
	placeName: string;
	status: ActivityStatus;
	startsAt: Date | null;
	endsAt: Date | null;
	outcome: Translated | null;
	/** Ideas that everybody may see; merged ones count once. */
	ideas: number;
	/** Ideas and comments that nobody sees until staff have looked. */
	waiting: number;
	/** Ideas whose answer is late. */
	overdue: number;
}>;

/** Maps at the actor's places, newest first. */
export async function listMaps(db: Db, actor: Actor, now: Date): Promise<MapRow[]> {
	demand(permissions, actor, 'list', null);
	const places = placesWhere(actor, 'view');
	if (places.length === 0) return [];
	const rows = await rowsOf(db, now).where('a.placeId', 'in', places).execute();
	return rows as MapRow[];
}

/** Ids of the places where this person may do it. */
export function placesWhere(actor: Actor, action: 'view' | 'create' | 'moderate'): string[] {
	if (actor.kind !== 'account') return [];
	const granted = new Set(actor.grants.flatMap(({ places }) => [...places]));
	return [...granted].filter((placeId) =>
		can(permissions, actor, action, { placeId, activityId: '' })
	);
}

function rowsOf(db: Db, now: Date) {
	return db
		.selectFrom('ideaMaps as m')
		.innerJoin('activities as a', 'a.id', 'm.activityId')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.innerJoinLateral(
			(eb) =>
				eb
					.selectFrom('ideas as i')
					.whereRef('i.activityId', '=', 'm.activityId')
					.select([
						sql<number>`count(*) filter (where i.visibility = 'public' and i.merged_into is null)`.as(
							'ideas'
						),
						sql<number>`count(*) filter (where i.visibility = 'waiting')
							+ (select count(*) from idea_comments c join ideas o on o.id = c.idea_id
								where o.activity_id = m.activity_id and c.visibility = 'waiting')`.as('waiting'),
						sql<number>`count(*) filter (where ${overdueOn(localDay(now))})`.as('overdue')
					])
					.as('n'),
			(join) => join.onTrue()
		)
		.select(['a.id as activityId', 'm.slug', 'a.title', 'p.name as placeName', 'a.status'])
		.select(['a.startsAt', 'a.endsAt', 'a.outcome', 'n.ideas', 'n.waiting', 'n.overdue'])
		.orderBy('a.createdAt', 'desc');
}

/** One map with all that its staff see and set. */
export type MapDetail = MapRow &
	Readonly<{
		map: IdeaMap;
		settings: IdeaMapInput;
		/** Of the settings; a form sends it back. */
		version: number;
		/** An outline was drawn or uploaded for this map. */
		ownArea: boolean;
		/** Nobody has said anything yet. */
		empty: boolean;
		/** When conspicuously many ideas came at once in the last days, newest first; for those who moderate. */
		bursts: readonly Burst[];
		/** What this person may do here. */
		may: Readonly<
			Record<'edit' | 'moderate' | 'merge' | 'answer' | 'collect' | 'import' | 'export', boolean>
		>;
	}>;

/** @throws Refusal map_unknown (404) */
export async function readMap(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<MapDetail> {
	const subject = await mapSubject(db, activityId);
	demand(permissions, actor, 'view', subject);
	const row = await rowsOf(db, now)
		.select(['m.settingsVersion as version', 'm.lastNumber'])
		.select(sql<boolean>`m.area is not null`.as('ownArea'))
		.where('m.activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const map = await mapOf(db, activityId, now);
	const { lastNumber, ...rest } = row;
	const may = (action: keyof MapDetail['may']) => can(permissions, actor, action, subject);
	return {
		...(rest as MapRow & { version: number; ownArea: boolean }),
		map,
		settings: settingsOf(map, await measuresOf(db, activityId)),
		empty: lastNumber === 0,
		bursts: may('moderate') ? await burstsOf(db, [activityId], daysBefore(now, toldFor)) : [],
		may: {
			edit: may('edit'),
			import: may('import'),
			export: may('export'),
			moderate: may('moderate'),
			merge: may('merge'),
			answer: may('answer'),
			collect: may('collect')
		}
	};
}

/** Days for which a burst is told: whoever looks once a week sees it. */
const toldFor = 7;
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

const settingsOf = (map: IdeaMap, measures: string[]): IdeaMapInput => ({
	title: map.title,
	placeId: map.placeId,
	locales: map.locales as IdeaMapInput['locales'],
	startsAt: map.startsAt,
	endsAt: map.endsAt,
	measures,
	retainUntil: map.retainUntil,
	slug: map.slug,
	intro: map.intro,
	layout: map.layout,
	moderation: map.moderation,
	takesPhotos: map.takesPhotos,
	answerWithin: map.answerWithin,
	choicesEach: map.choicesEach,
	statusNames: map.statusNames,
	phases: map.phases.map(({ kind, startsAt, endsAt }) => ({ kind, startsAt, endsAt })),
	categories: map.categories as IdeaMapInput['categories']
});

async function measuresOf(db: Db, activityId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('activityMeasures')
		.select('measureCode')
		.where('activityId', '=', activityId)
		.orderBy('measureCode')
		.execute();
	return rows.map(({ measureCode }) => measureCode);
}

/** Who did what to this map, newest first. */
export async function mapHistory(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<SubjectEntry[]> {
	demand(permissions, actor, 'view', await mapSubject(db, activityId));
	return historyOf(db, 'ideas', activityId);
}
