import { sql, type RawBuilder } from 'kysely';
import type { Metric, Threshold } from './schema.ts';

type Sql = RawBuilder<unknown>;
type Each = Extract<Metric, { operation: 'each' }>;

/** One row per thing that is judged by itself, with what it comes to. */
export function judgedTable({ judged }: Each): Sql {
	const value = judged === 'values' ? sql`sum(amount)` : sql`count(distinct token)`;
	return sql`
		by_one as (
			select activity_id, one, ${value} as value from counted where usable group by activity_id, one
		)`;
}

/** How many things meet the threshold; within one activity where its rows are grouped by it. */
export function howManyMeet({ meets }: Each, within: 'all' | 'activity'): Sql {
	const which = within === 'all' ? sql`true` : sql`by_one.activity_id = counted.activity_id`;
	return sql`(select count(*) filter (where ${reaches(meets)}) from by_one where ${which})`;
}

export const howManyThings: Sql = sql`(select nullif(count(*), 0) from by_one)`;

/** Whether the column `value` of a period or a thing meets the threshold. */
export function reaches({ comparator, lower, upper }: Threshold): Sql {
	switch (comparator) {
		case '>=':
			return sql`(value >= ${lower}::numeric)`;
		case '<=':
			return sql`(value <= ${lower}::numeric)`;
		case '=':
			return sql`(value = ${lower}::numeric)`;
		case 'between':
			return sql`(value between ${lower}::numeric and ${upper}::numeric)`;
	}
}
