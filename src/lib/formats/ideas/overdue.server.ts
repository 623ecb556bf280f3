import { sql, type RawBuilder } from 'kysely';

/**
 * Whether an idea `i` of a map `m` is overdue on this day (YYYY-MM-DD): the same rule as `isOverdue`, for the database to count.
 */
export const overdueOn = (today: string): RawBuilder<boolean> => sql<boolean>`(
	i.visibility = 'public' and i.merged_into is null and i.status not in ('done', 'notPossible')
	and case when i.answer_due is not null then i.answer_due < ${today}::date
		else i.status = 'new' and i.submitted_on + m.answer_within < ${today}::date end)`;
