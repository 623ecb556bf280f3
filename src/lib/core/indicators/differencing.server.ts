import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.server.ts';
import { countedFacts } from './compile-facts.server.ts';
import {
	tablesTell,
	type Overlap,
	type PublishedCount,
	type PublishedTable,
	type Size
} from './differencing.ts';
import { sourceOf, type FactSources } from './measure.server.ts';
import { publish, type PublishedObservation, type ReleasedObservation } from './published.ts';
import { releasedObservations } from './reads.server.ts';
import { isPerPeriod, type Definition, type Metric } from './schema.ts';

type Computed = Extract<ReleasedObservation, { source: 'computed' }>;

/**
 * The indicator with whose published value the candidate, once released, would tell about fewer than k people; null:
 * none. Compared are all values that are shown and count facts of the same format and kind in a common activity.
 */
export async function whoTellsWith(
	trx: Trx,
	sources: FactSources,
	candidate: Computed,
	k: number
): Promise<string | null> {
	const released = await releasedObservations(trx, null);
	const bySeries = Map.groupBy(released, ({ indicatorKey }) => indicatorKey);
	const own = [candidate, ...(bySeries.get(candidate.indicatorKey) ?? [])];
	bySeries.set(candidate.indicatorKey, own);
	const [asShown] = publish(own, k);
	if (asShown!.withheld) return null;
	const overlaps = new Map<string, readonly Overlap[]>();
	for (const series of bySeries.values()) {
		for (const [index, shown] of publish(series, k).entries()) {
			const other = series[index]!;
			if (other === candidate || shown.withheld || !mayOverlap(candidate, other)) continue;
			const definition = JSON.stringify(other.definition);
			const known =
				overlaps.get(definition) ?? (await overlapsOf(trx, sources, candidate, other.definition));
			overlaps.set(definition, known);
			if (tablesTell(tableOf(candidate, asShown!), tableOf(other, shown), known, k))
				return other.indicatorKey;
		}
	}
	return null;
}

function mayOverlap(one: Computed, other: ReleasedObservation): other is Computed {
	if (other.source !== 'computed') return false;
	const [facts, others] = [one.definition.facts, other.definition.facts];
	if (facts.format !== others.format) return false;
	if (!facts.kinds.some((kind) => others.kinds.includes(kind))) return false;
	const activities = new Set(one.breakdown.activities.map(({ key }) => key));
	return other.breakdown.activities.some(({ key }) => activities.has(key));
}

/** What is published of it: cells that are shown, and the only activity there is, which is the total. */
function tableOf(observation: Computed, shown: PublishedObservation): PublishedTable {
	const { breakdown, definition } = observation;
	const missing = shown.missing === null ? null : { contributions: shown.missing, people: null };
	const total = { ...countOf(definition.metric, observation), missing };
	const parts = [...breakdown.activities, ...breakdown.periods];
	const open = new Set(
		[...shown.activities, ...shown.periods].flatMap(({ key, n }) => (n === null ? [] : [key]))
	);
	const cells = new Map<string, PublishedCount>(
		parts.flatMap((part) =>
			open.has(part.key) ? [[part.key, countOf(definition.metric, part)] as const] : []
		)
	);
	if (breakdown.activities.length === 1) cells.set(breakdown.activities[0]!.key, total);
	return { total, cells };
}

type Counts = Pick<Computed, 'n' | 'value' | 'people' | 'groups'>;

/** How many contributions count is always published; how many people only where the metric counts people. */
function countOf(metric: Metric, { n, value, people, groups }: Counts): PublishedCount {
	const ofPeople = 'of' in metric && metric.of === 'participants';
	const all: Size = { contributions: n, people: ofPeople ? people : null };
	if (metric.operation !== 'share') return { all, hits: null, others: null, missing: null };
	// A cell publishes percent and n, from which anybody works out the hits.
	const hits = Math.round(((value ?? 0) * n) / 100);
	const [first = 0, second = 0] = groups;
	const size = (contributions: number, ofThem: number): Size =>
		ofPeople ? { contributions: null, people: ofThem } : { contributions, people: null };
	return { all, hits: size(hits, first), others: size(n - hits, second), missing: null };
}

/**
 * People by how their contributions stand in both definitions, together, by activity and, where both count by the
 * same period, by period. A contribution is told apart by its pseudonym, kind and activity.
 */
async function overlapsOf(
	trx: Trx,
	sources: FactSources,
	one: Computed,
	other: Definition
): Promise<Overlap[]> {
	const period = samePeriod(one.definition, other);
	const counted = (definition: Definition) => sql`(
		with recursive ${countedFacts(trx, sourceOf(sources, definition), definition)}
		select fact, activity_id, person, occurred_on, case when not usable then 'm' when hit then 'h' else 'o' end as standing
		from counted where person is not null)`;
	const { rows } = await sql<{ cell: string | null; pairs: string[]; people: number }>`
		with pairs as (
			select coalesce(a.person, b.person) as person, coalesce(a.activity_id, b.activity_id)::text as activity,
				date_trunc(${period}::text, coalesce(a.occurred_on, b.occurred_on)::timestamp)::date::text as period,
				coalesce(a.standing, '-') || coalesce(b.standing, '-') as pair
			from ${counted(one.definition)} a full join ${counted(other)} b on a.fact = b.fact
		),
		by_person as (
			select coalesce(activity, period) as cell, grouping(activity, period) = 3 as whole,
				array_agg(distinct pair order by pair) as pairs
			from pairs group by grouping sets ((person), (person, activity), (person, period))
		)
		select cell, pairs, count(*) as people from by_person
		where whole or cell is not null group by cell, pairs`.execute(trx);
	return rows;
}

function samePeriod({ metric }: Definition, { metric: other }: Definition): string | null {
	const both = isPerPeriod(metric) && isPerPeriod(other);
	return both && metric.period === other.period ? metric.period : null;
}
