import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import { howManyMeet, howManyThings, judgedTable } from './compile-each.server.ts';
import { countedFacts } from './compile-facts.server.ts';
import { overPeriods, periodTables } from './compile-periods.server.ts';
import type { FactSource } from './facts.ts';
import { isPerPeriod, type Breakdown, type Definition, type Metric } from './schema.ts';

type Sql = RawBuilder<unknown>;

/** What the database answers; the meaning of each number is in `Measurement`. */
export type MeasurementRow = {
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	n: number;
	missing: number;
	people: number;
	groups: number[];
	inputsHash: string;
	breakdown: Breakdown;
};

/**
 * Compiles a definition into one query over the facts of its format: the database filters, counts and hashes.
 * The hash is SHA-256 over the sorted SHA-256 of every contribution (with all that can change the value, also the
 * area its place lies in) and the denominator: the same on every supported server and in any order of rows.
 */
export function compileMeasurement(
	db: Db,
	source: FactSource,
	definition: Definition
): RawBuilder<MeasurementRow> {
	const { metric, filter } = definition;
	const periodic = isPerPeriod(metric);
	return sql<MeasurementRow>`
		with recursive ${countedFacts(db, source, definition)},
		${metric.operation === 'each' ? sql`${judgedTable(metric)},` : sql``}
		by_activity as (
			select activity_id::text as key, ${groupCounts(metric)}, ${cellValue(metric)} as value
			from counted group by activity_id
		),
		${periodic ? sql`${periodTables(metric, filter, groupCounts(metric))},` : sql``}
		total as (
			select ${groupCounts(metric)}, ${totals(metric)},
				coalesce(string_agg(row_hash, ''::bytea order by row_hash), ''::bytea) as digest
			from counted
		)
		select ${periodic ? overPeriods(metric) : sql`value, numerator, denominator`},
			n, missing, people, groups,
			encode(sha256(convert_to(coalesce(denominator::text, ''), 'UTF8') || digest), 'hex') as inputs_hash,
			json_build_object(
				'activities', ${cellList('by_activity')},
				'periods', ${periodic ? cellList('by_period') : sql`'[]'::json`}
			) as breakdown
		from total`;
}

/** Contributions that counted, those that did not, and the people behind them. */
function groupCounts(metric: Metric): Sql {
	return sql`
		count(*) filter (where usable) as n,
		count(*) filter (where not usable) as missing,
		count(distinct person) filter (where usable) + coalesce(sum(heads) filter (where usable), 0)::bigint as people,
		${groups(metric)} as groups`;
}

/** A share tells those who pass its filter from the others; each of the two may be too few people to be shown. */
function groups(metric: Metric): Sql {
	if (metric.operation !== 'share') return sql`'{}'::integer[]`;
	const hits = sql`count(distinct person) filter (where usable and hit)`;
	const others =
		metric.of === 'participants'
			? sql`count(distinct person) filter (where usable) - ${hits}`
			: sql`count(distinct person) filter (where usable and not hit)`;
	return sql`array[${hits}, ${others}]::integer[]`;
}

/** Value, numerator and denominator over all rows of `counted`; percent and means are rounded to 6 places. */
function totals(metric: Metric): Sql {
	const n = sql`count(*) filter (where usable)`;
	const of = (value: Sql, numerator: Sql, denominator: Sql) =>
		sql`${value} as value, ${numerator} as numerator, ${denominator} as denominator`;
	const nothing = sql`null::numeric`;
	switch (metric.operation) {
		case 'count':
		case 'perPeriodCount':
			return of(n, nothing, nothing);
		case 'sum':
		case 'perPeriodSum':
			return of(sum, nothing, nothing);
		case 'milestone':
			return of(reached, nothing, nothing);
		case 'each': {
			const met = howManyMeet(metric, 'all');
			return of(sql`case when ${howManyThings} is not null then ${met} end`, met, howManyThings);
		}
		case 'distinct':
			return of(tokens, nothing, nothing);
		case 'mean':
			return of(mean, sql`sum(amount) filter (where usable)`, n);
		case 'share':
			return of(percent(metric), ...shareOf(metric));
		case 'coverage': {
			const all = placesToReach(metric);
			return of(sql`round(100.0 * ${tokens} / nullif(${all}, 0), 6)`, tokens, all);
		}
	}
}

/** The same metric for one activity; a coverage says how many places the activity reached. */
function cellValue(metric: Metric): Sql {
	switch (metric.operation) {
		case 'count':
		case 'perPeriodCount':
			return sql`count(*) filter (where usable)`;
		case 'sum':
		case 'perPeriodSum':
			return sum;
		case 'milestone':
			return reached;
		case 'each':
			return howManyMeet(metric, 'activity');
		case 'distinct':
		case 'coverage':
			return tokens;
		case 'mean':
			return mean;
		case 'share':
			return percent(metric);
	}
}

const sum = sql`round(coalesce(sum(amount) filter (where usable), 0), 6)`;
const reached = sql`(count(*) filter (where usable) > 0)::integer`;
const tokens = sql`count(distinct token) filter (where usable)`;
const mean = sql`round(avg(amount) filter (where usable), 6)`;

function percent(metric: Extract<Metric, { operation: 'share' }>): Sql {
	const [numerator, denominator] = shareOf(metric);
	return sql`round(100.0 * ${numerator} / nullif(${denominator}, 0), 6)`;
}

function shareOf({ of }: Extract<Metric, { operation: 'share' }>): [Sql, Sql] {
	const counted = of === 'participants' ? sql`distinct person` : sql`*`;
	return [
		sql`count(${counted}) filter (where usable and hit)`,
		sql`count(${counted}) filter (where usable)`
	];
}

function placesToReach({
	placeKind,
	below,
	denominator
}: Extract<Metric, { operation: 'coverage' }>): Sql {
	return denominator === 'structure'
		? sql`(select (structure ->> ${placeKind})::bigint from places where id = ${below})`
		: sql`(select count(*) from ancestors a join places p on p.id = a.place_id
				where a.ancestor_id = ${below} and p.kind = ${placeKind})`;
}

function cellList(table: 'by_activity' | 'by_period'): Sql {
	return sql`(
		select coalesce(json_agg(json_build_object('key', key, 'n', n, 'missing', missing, 'people', people,
			'groups', groups, 'value', value) order by key), '[]'::json)
		from ${sql.table(table)})`;
}
