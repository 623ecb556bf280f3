import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { IdeaMap } from './map.server.ts';

/**
 * How many ideas come in. Generous: a family with one phone, a school class behind one address and a workshop that
 * sends in its result all stay below. Addresses are not looked at, for a whole square may share one.
 */
export const arrivalLimits = {
	/** Ideas of one participant on one day. */
	each: 30,
	/** Ideas of a whole map in one window; beyond it the map takes no more for the rest of the window. */
	map: 300,
	/** So many in one window are told to staff. */
	burst: 40,
	/** Length of the window in minutes. */
	minutes: 10
} as const;

/**
 * Counts a new idea. Called after the idea was numbered, which lets one through at a time: two at once cannot both be
 * the last that fits.
 * @throws Refusal too_many_ideas, too_many_on_map (429); then the idea is not written either
 */
export async function countArrival(
	trx: Trx,
	{ activityId }: Pick<IdeaMap, 'activityId'>,
	participant: Buffer,
	day: string,
	now: Date
): Promise<void> {
	const { mine } = await trx
		.selectFrom('ideas')
		.select((eb) => eb.fn.countAll<number>().as('mine'))
		.where('activityId', '=', activityId)
		.where('participant', '=', participant)
		.where('submittedOn', '=', day)
		.executeTakeFirstOrThrow();
	if (mine > arrivalLimits.each) throw new Refusal('busy', 'too_many_ideas');
	const { ideas, windowStartedAt } = await countInWindow(trx, activityId, now);
	if (ideas > arrivalLimits.map) throw new Refusal('busy', 'too_many_on_map');
	if (ideas < arrivalLimits.burst) return;
	await trx
		.insertInto('ideaBursts')
		.values({ activityId, startedAt: windowStartedAt, ideas })
		.onConflict((conflict) => conflict.columns(['activityId', 'startedAt']).doUpdateSet({ ideas }))
		.execute();
}

async function countInWindow(trx: Trx, activityId: string, now: Date) {
	const isOver = sql<boolean>`idea_arrivals.window_started_at <= ${windowBefore(now)}`;
	return trx
		.insertInto('ideaArrivals')
		.values({ activityId, windowStartedAt: now, ideas: 1 })
		.onConflict((conflict) =>
			conflict.column('activityId').doUpdateSet({
				windowStartedAt: sql`case when ${isOver} then excluded.window_started_at else idea_arrivals.window_started_at end`,
				ideas: sql`case when ${isOver} then 1 else idea_arrivals.ideas + 1 end`
			})
		)
		.returning(['ideas', 'windowStartedAt'])
		.executeTakeFirstOrThrow();
}

const windowBefore = (now: Date) => new Date(now.getTime() - arrivalLimits.minutes * 60_000);

/** When how many ideas came at once, within how many minutes. */
export type Burst = Readonly<{
	activityId: string;
	startedAt: Date;
	ideas: number;
	minutes: number;
}>;

/** Bursts of these maps since a moment, newest first: for the queue, where staff should look more closely. */
export async function burstsOf(
	db: Db,
	activityIds: readonly string[],
	since: Date
): Promise<Burst[]> {
	if (activityIds.length === 0) return [];
	const rows = await db
		.selectFrom('ideaBursts')
		.select(['activityId', 'startedAt', 'ideas'])
		.where('activityId', 'in', activityIds)
		.where('startedAt', '>=', since)
		.orderBy('startedAt', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, minutes: arrivalLimits.minutes }));
}

/** Windows that are over tell nothing but when somebody wrote. */
export async function forgetArrivals(db: Db, now: Date): Promise<void> {
	await db.deleteFrom('ideaArrivals').where('windowStartedAt', '<=', windowBefore(now)).execute();
}
