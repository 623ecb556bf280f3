import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { indicatorTranslationsSchema, withGerman } from '../measures/translations.ts';
import { originOf } from './origin.ts';
import { publish, type PublishedObservation, type ReleasedObservation } from './published.ts';
import {
	dataState,
	goalState,
	type DataState,
	type GoalState,
	type Target,
	type Value
} from './rules.ts';
import { breakdownSchema, eachMustReach } from './schema.ts';
import { isStale } from './staleness.server.ts';
import type { FactSources } from './measure.server.ts';

export type IndicatorView = Readonly<{
	key: string;
	measureCode: string;
	label: string;
	unit: string | null;
	/** Label and unit in the languages they exist in, German first. */
	labels: Translated;
	units: Translated | null;
	per: string | null;
	dimension: string | null;
	/** The catalogue says that participation can tell the value. */
	feedable: boolean;
	feed: { format: string; metric: string; note: string } | null;
	target: Target | null;
	/** Bound to facts now. */
	bound: boolean;
	/** Released observations, newest first, as everybody may see them. */
	series: readonly PublishedObservation[];
	/** The one about the latest time that no other one corrected; null: nothing was released. */
	current: PublishedObservation | null;
	goal: GoalState;
	data: DataState;
}>;

export type ReadingContext = Readonly<{
	/** Smallest number of people that may be shown. */
	k: number;
	now: Date;
	/** To see whether facts changed since; absent: not looked at, which is quicker for long lists. */
	sources?: FactSources;
	/** Oldest answer about staleness that is good enough, in seconds. */
	staleAfter?: number;
}>;

/** The indicators of a measure (of all measures for null) with their values as everybody may see them. */
export async function indicatorViews(
	db: Db,
	measureCode: string | null,
	context: ReadingContext
): Promise<IndicatorView[]> {
	const rows = await indicatorRows(db, measureCode);
	const released = await releasedObservations(db, measureCode);
	return Promise.all(
		rows.map(async ({ draft, comparator, lowerBound, upperBound, due, ...row }) => {
			const series = released.filter(({ indicatorKey }) => indicatorKey === row.key);
			const published = publish(series, context.k);
			const current = currentOf(published);
			const target = comparator && ({ comparator, lowerBound, upperBound, due } as Target);
			const stale = await staleNow(db, series, current, context);
			return {
				...row,
				feed: row.feed as IndicatorView['feed'],
				target: target || null,
				series: published,
				current,
				goal: goalState(target || null, valueOf(current), dayOf(context.now)),
				data: dataState({
					released: current !== null,
					draft,
					suppressed: current !== null && current.withheld !== null,
					stale
				})
			};
		})
	);
}

/**
 * The value that holds now. Entered values may be about earlier years and come later, so the end of their period
 * counts; a computed one is about the day of its release. Of two for the same day the one released last.
 */
function currentOf(published: readonly PublishedObservation[]): PublishedObservation | null {
	const about = ({ entry, releasedAt }: PublishedObservation) =>
		entry ? entry.periodTo : dayOf(releasedAt);
	return published
		.filter(({ correctedById }) => correctedById === null)
		.reduce<PublishedObservation | null>(
			(latest, one) => (latest && about(latest) >= about(one) ? latest : one),
			null
		);
}

/** What a released observation says about its target; null where it says nothing or may not be shown. */
export function valueOf(observation: PublishedObservation | null): Value | null {
	if (!observation || observation.value === null) return null;
	const { value, numerator, denominator, definition } = observation;
	const oneByOne = definition !== null && eachMustReach(definition.metric) !== null;
	return { value, judged: oneByOne ? { met: numerator ?? 0, all: denominator ?? 0 } : null };
}

/** The day in Germany, where due days are meant. */
export const dayOf = (now: Date): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(now);

async function staleNow(
	db: Db,
	series: readonly ReleasedObservation[],
	current: PublishedObservation | null,
	{ sources, staleAfter = 60, now }: ReadingContext
): Promise<boolean> {
	const observation = series.find(({ id }) => id === current?.id);
	// What was entered by hand stands beside no facts that could change.
	if (!sources || observation?.source !== 'computed') return false;
	return isStale(db, sources, observation, { now, maxAge: staleAfter });
}

async function indicatorRows(db: Db, measureCode: string | null) {
	let query = db
		.selectFrom('indicators as i')
		.innerJoin('measures as m', 'm.code', 'i.measureCode')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('targets')
					.select(['comparator', 'lowerBound', 'upperBound', 'due'])
					.whereRef('indicatorKey', '=', 'i.key')
					.where('retiredAt', 'is', null)
					.where('scopePlaceId', 'is', null)
					// What planning agreed on since stands above the catalogue.
					.orderBy('source', 'desc')
					.limit(1)
					.as('t'),
			(join) => join.onTrue()
		)
		.select(['i.key', 'i.measureCode', 'i.label', 'i.unit', 'i.per', 'i.dimension', 'i.feedable'])
		.select(['i.feed', 'i.translations', 't.comparator', 't.lowerBound', 't.upperBound', 't.due'])
		.select((eb) => [
			eb
				.exists(
					eb
						.selectFrom('indicatorBindings as b')
						.select('b.id')
						.whereRef('b.indicatorKey', '=', 'i.key')
						.where('b.retiredAt', 'is', null)
				)
				.as('bound'),
			eb
				.exists(
					eb
						.selectFrom('observations as o')
						.select('o.id')
						.whereRef('o.indicatorKey', '=', 'i.key')
						.where('o.status', '=', 'draft')
				)
				.as('draft')
		])
		.where('i.retiredAt', 'is', null)
		.where('m.retiredAt', 'is', null)
		.orderBy('m.position')
		.orderBy('i.position');
	if (measureCode !== null) query = query.where('i.measureCode', '=', measureCode);
	const rows = await query.execute();
	return rows.map(({ translations, ...row }) => {
		const { label, unit } = indicatorTranslationsSchema.parse(translations);
		return {
			...row,
			labels: withGerman(row.label, label),
			units: row.unit === null ? null : withGerman(row.unit, unit),
			bound: Boolean(row.bound),
			draft: Boolean(row.draft)
		};
	});
}

/** Released observations of a measure (of all for null) as they are, newest first. For `publish`, not for a page. */
export async function releasedObservations(
	db: Db,
	measureCode: string | null
): Promise<ReleasedObservation[]> {
	let query = db
		.selectFrom('observations as o')
		.innerJoin('indicators as i', 'i.key', 'o.indicatorKey')
		.selectAll('o')
		.where('o.status', '=', 'released')
		.orderBy('o.releasedAt', 'desc')
		.orderBy('o.id');
	if (measureCode !== null) query = query.where('i.measureCode', '=', measureCode);
	const rows = await query.execute();
	return rows.map((row) => ({
		...row,
		...originOf(row),
		releasedAt: row.releasedAt!,
		breakdown: breakdownSchema.parse(row.breakdown)
	}));
}
