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
	/** It is over for `outcomeDueDays` and nobody has told what became of it. */
	overdue: boolean;
}>;

/** So long after the end people may expect to hear what became of what they said. */
export const outcomeDueDays = 28;

/**
 * Activities of a place and everything below it, of all places for null: running ones first, then what is announced
 * (next first), then what is over (latest first).
 */
export async function listActivities(
	db: Db,
	placeId: string | null,
	now: Date
): Promise<ActivityRow[]> {
	const dueBefore = new Date(now.getTime() - outcomeDueDays * 86_400_000);
	let query = db
		.selectFrom('activities')
		.innerJoin('places', 'places.id', 'activities.placeId')
		.select([
			'activities.id',
			'format',
			'title',
			'placeId',
			'places.name as placeName',
			'status',
			'startsAt',
			'endsAt',
			'outcome'
		])
		.where('status', '<>', 'draft');
	if (placeId !== null) {
		const ids = await subtreeIds(db, [placeId]);
		if (ids.size === 0) return [];
		query = query.where('placeId', 'in', [...ids]);
	}
	const rows = await query
		.orderBy(sql`array_position(array['running', 'announced', 'finished', 'archived'], status)`)
		.orderBy(sql`case when status = 'announced' then starts_at end`)
		.orderBy(sql`coalesce(ends_at, starts_at, activities.created_at) desc`)
		.execute();
	return rows.map((row) => {
		const activity = row as Omit<ActivityRow, 'overdue'>;
		return { ...activity, overdue: isOverdue(activity, dueBefore) };
	});
}

function isOverdue(
	{ status, outcome, startsAt, endsAt }: Omit<ActivityRow, 'overdue'>,
	dueBefore: Date
): boolean {
	const end = endsAt ?? startsAt;
	const over = status === 'finished' || status === 'archived';
	return over && outcome === null && end !== null && end < dueBefore;
}

/** How many activities of each place itself residents can see; for choosing a quarter where something is on. */
export async function activityCounts(db: Db): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('activities')
		.select(['placeId', (eb) => eb.fn.countAll<number>().as('count')])
		.where('status', '<>', 'draft')
		.groupBy('placeId')
		.execute();
	return new Map(rows.map(({ placeId, count }) => [placeId, count]));
}
