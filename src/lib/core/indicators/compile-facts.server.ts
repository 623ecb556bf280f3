import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import type { FactSource } from './facts.ts';
import type { Definition, Metric } from './schema.ts';

type Sql = RawBuilder<unknown>;

/**
 * The tables on which every metric counts: `ancestors` (each place with itself and all above it) and `counted`, the
 * facts within the filter with what the metric looks at: `fact` (which one it is), `usable`, `token` (what is told apart),
 * `amount`, `hit`, `one` (what is judged by itself) and `heads` (people without names that the value counts).
 */
export function countedFacts(db: Db, source: FactSource, definition: Definition): Sql {
	const { metric } = definition;
	return sql`
		ancestors (place_id, ancestor_id, kind) as (
			select id, id, kind from places
			union all
			select a.place_id, upper.id, upper.kind
			from ancestors a join places p on p.id = a.ancestor_id join places upper on upper.id = p.parent_id
		),
		area as (
			select place_id, min(ancestor_id) as id from ancestors where kind = ${areaKind(metric)}::text group by place_id
		),
		facts as (${source.query(db)}),
		counted as materialized (
			select f.activity_id, f.occurred_on::date as occurred_on, f.organisation, f.outcome, f.value::numeric as value,
				f.activity_id || ':' || f.participant as person,
				jsonb_build_array(f.kind, f.activity_id, f.contribution)::text as fact,
				coalesce(not f.missing and ${usable(metric)}, false) as usable,
				${token(metric)} as token, f.value::numeric as amount, coalesce(${hit(metric)}, false) as hit,
				${judgedOne(metric)} as one,
				case when f.kind = any(${source.headcounts ?? []}::text[]) then greatest(f.value::numeric, 0) else 0 end as heads,
				sha256(convert_to(jsonb_build_array(f.contribution, f.kind, f.activity_id, f.item_id, f.round, f.final,
					f.place_id, area.id, f.organisation, f.participant, f.occurred_on::date, trim_scale(f.value::numeric),
					f.outcome, f.missing)::text, 'UTF8')) as row_hash
			from facts f left join area on area.place_id = f.place_id
			where ${sql.join(limits(source, definition), sql` and `)}
		)`;
}

function areaKind(metric: Metric): string | null {
	return 'placeKind' in metric ? (metric.placeKind ?? null) : null;
}

/** What this metric tells apart. */
function token(metric: Metric): Sql {
	if (metric.operation === 'coverage') return sql`area.id`;
	if (metric.operation === 'each') return sql`f.organisation`;
	if (metric.operation !== 'distinct') return sql`null::text`;
	switch (metric.of) {
		case 'participants':
			return sql`f.activity_id || ':' || f.participant`;
		case 'organisations':
			return sql`f.organisation`;
		case 'places':
			return metric.placeKind ? sql`area.id` : sql`f.place_id`;
	}
}

/** What a contribution must have to count; without it, it is missing. */
function usable(metric: Metric): Sql {
	switch (metric.operation) {
		case 'count':
		case 'perPeriodCount':
		case 'milestone':
			return sql`true`;
		case 'distinct':
		case 'coverage':
			return sql`${token(metric)} is not null`;
		case 'mean':
		case 'sum':
		case 'perPeriodSum':
			return sql`f.value is not null`;
		case 'each':
			// An item of which nobody named an organisation has none, and does not reach the threshold.
			return metric.judged === 'values' ? sql`f.value is not null` : sql`f.item_id is not null`;
		case 'share': {
			const { outcomes, from, to } = metric.numerator;
			const needed = [
				...(outcomes ? [sql`f.outcome is not null`] : []),
				...(from !== undefined || to !== undefined ? [sql`f.value is not null`] : []),
				...(metric.of === 'participants' ? [sql`f.participant is not null`] : [])
			];
			return sql`(${sql.join(needed, sql` and `)})`;
		}
	}
}

/** What is judged by itself: the contribution, or the item it belongs to. */
function judgedOne(metric: Metric): Sql {
	if (metric.operation !== 'each') return sql`null::text`;
	return metric.judged === 'values'
		? sql`jsonb_build_array(f.kind, f.contribution)::text`
		: sql`f.item_id::text`;
}

/** Whether a contribution passes the numerator's filter of a share. */
function hit(metric: Metric): Sql {
	if (metric.operation !== 'share') return sql`false`;
	const { outcomes, from, to } = metric.numerator;
	const wanted = [
		...(outcomes ? [sql`f.outcome = any(${outcomes}::text[])`] : []),
		...(from !== undefined ? [sql`f.value >= ${from}::numeric`] : []),
		...(to !== undefined ? [sql`f.value <= ${to}::numeric`] : [])
	];
	return sql`(${sql.join(wanted, sql` and `)})`;
}

function limits({ tellsAudiences }: FactSource, { facts, filter, metric }: Definition): Sql[] {
	const within = (place: string) =>
		sql`f.place_id in (select place_id from ancestors where ancestor_id = ${place})`;
	return [
		sql`f.kind = any(${facts.kinds}::text[])`,
		...(filter.activities ? [sql`f.activity_id = any(${filter.activities}::uuid[])`] : []),
		...(filter.items ? [sql`f.item_id::text = any(${filter.items}::text[])`] : []),
		...(filter.place ? [within(filter.place)] : []),
		...(metric.operation === 'coverage' ? [within(metric.below)] : []),
		...(filter.from ? [sql`f.occurred_on::date >= ${filter.from}::date`] : []),
		...(filter.to ? [sql`f.occurred_on::date <= ${filter.to}::date`] : []),
		...(filter.outcomes ? [sql`f.outcome = any(${filter.outcomes}::text[])`] : []),
		...(filter.audiences ? [isFor(filter.audiences, tellsAudiences)] : []),
		...(filter.finalOnly ? [sql`f.final`] : [])
	];
}

/** What does not say whom it was for is not known to be for them. */
const isFor = (audiences: readonly string[], isTold: boolean | undefined): Sql =>
	isTold ? sql`f.audiences && ${audiences}::text[]` : sql`false`;
