import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { subtreeIds } from '../places/reads.server.ts';

/** What residents may see of an activity; drafts are not among them. */
export type ActivityRow = Readonly<{
	id: string;
	/** Key of the format, which knows the address where people take part. */
	format: string;
	title: Translated;
	placeId: string;
	placeName: string;
	status: 'announced' | 'running' | 'finished' | 'archived';
	startsAt: Date | null;
	endsAt: Date | null;
	/** "What became of it"; null while nobody has told. */
	outcome: Translated | null;
	/** Who brought it, if that is told; `public`: it has a page of its own. */
	organisationId: string | null;
	organisationName: string | null;
	organisationPublic: boolean;
	/** It has been over for `outcomeDueDays` and nobody has told what became of it. */
	overdue: boolean;
}>;

/** So long after the end people may expect to hear what became of what they said. */
export const outcomeDueDays = 28;

/** Of a place and everything below it, or null for everywhere: what runs, then what is announced, next first. */
export async function currentActivities(
	db: Db,
	placeId: string | null,
	now: Date
): Promise<ActivityRow[]> {
	const rows = await activitiesIn(db, await placesOf(db, placeId))
		.select(columns(now))
		.where('status', 'in', ['running', 'announced'])
		.orderBy('status', 'desc')
		.orderBy(sql`starts_at nulls last`)
		.orderBy('activities.createdAt')
		.execute();
	return rows as ActivityRow[];
}

/** What an organisation brought, latest first, as residents may see it; at most 100. */
export async function activitiesOfOrganisation(
	db: Db,
	organisationId: string,
	now: Date
): Promise<ActivityRow[]> {
	const rows = await activitiesIn(db, null)
		.select(columns(now))
		.where('activities.organisationId', '=', organisationId)
		.where('status', '<>', 'draft')
		.orderBy(sql`coalesce(starts_at, activities.created_at) desc`)
		.limit(100)
		.execute();
	return rows as ActivityRow[];
}

export type EarlierActivities = Readonly<{
	rows: readonly ActivityRow[];
	total: number;
	/** How many of them nobody has answered in time. */
	overdue: number;
}>;

/** What is over, latest first; `page` counts from 1. */
export async function earlierActivities(
	db: Db,
	placeId: string | null,
	now: Date,
	{ page, size }: { page: number; size: number }
): Promise<EarlierActivities> {
	const over = activitiesIn(db, await placesOf(db, placeId)).where('status', 'in', [
		'finished',
		'archived'
	]);
	const { total, overdue } = await over
		.select((eb) => [
			eb.fn.countAll<number>().as('total'),
			sql<number>`count(*) filter (where ${overdueAt(now)})`.as('overdue')
		])
		.executeTakeFirstOrThrow();
	const rows = await over
		.select(columns(now))
		.orderBy(sql`coalesce(ends_at, starts_at, activities.created_at) desc`)
		.orderBy('activities.id')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { rows: rows as ActivityRow[], total, overdue };
}

/** How many activities run or are announced at each place itself. */
export async function currentCounts(db: Db): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('activities')
		.select(['placeId', (eb) => eb.fn.countAll<number>().as('count')])
		.where('status', 'in', ['running', 'announced'])
		.groupBy('placeId')
		.execute();
	return new Map(rows.map(({ placeId, count }) => [placeId, count]));
}

async function placesOf(db: Db, placeId: string | null): Promise<string[] | null> {
	return placeId === null ? null : [...(await subtreeIds(db, [placeId]))];
}

function activitiesIn(db: Db, placeIds: readonly string[] | null) {
	return db
		.selectFrom('activities')
		.innerJoin('places', 'places.id', 'activities.placeId')
		.leftJoin('organisations', (join) =>
			join
				.onRef('organisations.id', '=', 'activities.organisationId')
				.on('organisations.archivedAt', 'is', null)
		)
		.$if(placeIds !== null, (query) =>
			query.where(sql<boolean>`activities.place_id = any(${placeIds}::text[])`)
		);
}

const overdueAt = (now: Date) =>
	sql<boolean>`status in ('finished', 'archived') and outcome is null
		and coalesce(ends_at, starts_at) < ${new Date(now.getTime() - outcomeDueDays * 86_400_000)}`;

const columns = (now: Date) =>
	[
		'activities.id',
		'format',
		'title',
		'activities.placeId',
		'places.name as placeName',
		'status',
		'startsAt',
		'endsAt',
		'outcome',
		'organisations.id as organisationId',
		'organisations.name as organisationName',
		sql<boolean>`organisations.id is not null and exists (
			select from organisation_profiles where organisation_id = organisations.id and approved is not null)`.as(
			'organisationPublic'
		),
		sql<boolean>`coalesce(${overdueAt(now)}, false)`.as('overdue')
	] as const;
