import { sql, type RawBuilder } from 'kysely';
import type { Filter, Metric, Threshold } from './schema.ts';

type Sql = RawBuilder<unknown>;
type PerPeriod = Extract<Metric, { operation: 'perPeriodCount' }>;

/**
 * One row per calendar period (weeks start on Monday, ISO 8601) from the filter's first day, or else the first
 * contribution, to its last day, or else the last contribution: a period in which nothing happened counts as 0.
 */
export function periodTables({ period }: PerPeriod, { from, to }: Filter, counts: Sql): Sql {
	// Days are made timestamps without a zone first: date_trunc would otherwise take the server's time zone.
	return sql`
		by_period as (
			select p.start::date::text as key, ${counts}, count(*) filter (where usable) as value
			from (
				select generate_series(
					date_trunc(${period}, coalesce(${from ?? null}::date, min(occurred_on))::timestamp),
					date_trunc(${period}, coalesce(${to ?? null}::date, max(occurred_on))::timestamp),
					('1 ' || ${period})::interval) as start
				from counted
			) p
			left join counted on date_trunc(${period}, occurred_on::timestamp) = p.start
			group by p.start
		)`;
}

/** Value, numerator and denominator from the periods: how many met the threshold, or the mean where there is none. */
export function overPeriods({ meets }: PerPeriod): Sql {
	const all = sql`(select nullif(count(*), 0) from by_period)`;
	if (!meets)
		return sql`round(n::numeric / ${all}, 6) as value, n as numerator, ${all} as denominator`;
	const met = sql`(select nullif(count(*), 0) - count(*) filter (where not ${reaches(meets)}) from by_period)`;
	return sql`${met} as value, ${met} as numerator, ${all} as denominator`;
}

function reaches({ comparator, lower, upper }: Threshold): Sql {
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
