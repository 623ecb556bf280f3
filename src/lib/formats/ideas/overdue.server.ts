import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import { noFilter } from './filter.ts';
import { publicIdeas } from './public-ideas.server.ts';

/**
 * Whether an idea `i` of a map `m` is overdue on this day (YYYY-MM-DD): the same rule as `isOverdue`, for the database to count.
 */
export const overdueOn = (today: string): RawBuilder<boolean> => sql<boolean>`(
	i.visibility = 'public' and i.merged_into is null and i.status not in ('done', 'notPossible')
	and case when i.answer_due is not null then i.answer_due < ${today}::date
		else i.status = 'new' and i.submitted_on + m.answer_within < ${today}::date end)`;

/** How many public ideas of a map wait longer for an answer than was promised. */
export async function overdueIdeas(db: Db, activityId: string, today: string): Promise<number> {
	const ideas = await publicIdeas(db, activityId, noFilter);
	const { overdue } = await ideas
		.innerJoin('ideaMaps as m', 'm.activityId', 'i.activityId')
		.where(overdueOn(today))
		.select((eb) => eb.fn.countAll<number>().as('overdue'))
		.executeTakeFirstOrThrow();
	return overdue;
}
