import { sql, type RawBuilder } from 'kysely';
import { reaches } from './compile-each.server.ts';
import type { Filter, PerPeriod } from './schema.ts';

type Sql = RawBuilder<unknown>;

/**
 * One row per calendar period (weeks start on Monday, ISO 8601) from the filter's first day, or else the first
 * contribution, to its last day, or else the last contribution: a period in which nothing happened counts as 0.
 */
export function periodTables(
	{ operation, period }: PerPeriod,
	{ from, to }: Filter,
	counts: Sql
): Sql {
	const value =
		operation === 'perPeriodSum'
			? sql`coalesce(sum(amount) filter (where usable), 0)`
			: sql`count(*) filter (where usable)`;
	// Days are made timestamps without a zone first: date_trunc would otherwise take the server's time zone.
	return sql`
		by_period as (
			select p.start::date::text as key, ${counts}, ${value} as value
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

/**
 * Value, numerator and denominator from the periods and the total's value: how many met the threshold, or the mean where
 * there is none.
 */
export function overPeriods({ meets }: PerPeriod): Sql {
	const all = sql`(select nullif(count(*), 0) from by_period)`;
	if (!meets)
		return sql`round(value::numeric / ${all}, 6) as value, value as numerator, ${all} as denominator`;
	const met = sql`(select nullif(count(*), 0) - count(*) filter (where not ${reaches(meets)}) from by_period)`;
	return sql`${met} as value, ${met} as numerator, ${all} as denominator`;
}
