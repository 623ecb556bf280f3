import type { Breakdown, Cell, Definition } from './schema.ts';
import { differenceTells, hiddenParts, isSmall, tooFew, type Counted } from './small-cells.ts';

/** A released observation as it stands in the database. */
export type ReleasedObservation = Readonly<{
	id: string;
	indicatorKey: string;
	definitionVersion: number;
	definition: Definition;
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	n: number;
	missing: number;
	people: number;
	groups: readonly number[];
	inputsHash: string;
	breakdown: Breakdown;
	releasedAt: Date;
	correctsId: string | null;
	correctionReason: string | null;
}>;

/** Why numbers are withheld: they, or their difference to a newer value, would tell about too few people. */
export type Withheld = 'small_group' | 'small_difference';

export type PublishedCell = Readonly<{ key: string; n: number | null; value: number | null }>;

/** An observation as it may be shown to everybody: withheld numbers are null. */
export type PublishedObservation = Readonly<{
	id: string;
	definitionVersion: number;
	definition: Definition;
	value: number | null;
	numerator: number | null;
	denominator: number | null;
	n: number | null;
	missing: number | null;
	withheld: Withheld | null;
	inputsHash: string;
	releasedAt: Date;
	correctsId: string | null;
	correctionReason: string | null;
	/** The observation that corrected this one. */
	correctedById: string | null;
	activities: readonly PublishedCell[];
	periods: readonly PublishedCell[];
}>;

/**
 * The one way out for the numbers of an indicator. Takes all its released observations, newest first, because
 * what an older one may tell depends on the newer ones: two values over partly the same people must not differ
 * by a few people.
 */
export function publish(series: readonly ReleasedObservation[], k: number): PublishedObservation[] {
	const shown: ReleasedObservation[] = [];
	return series.map((observation) => {
		const withheld = reasonToWithhold(observation, shown, k);
		const split = withheld ? false : shown.every((newer) => !cellsTell(observation, newer, k));
		if (!withheld) shown.push(observation);
		const correctedById =
			series.find(({ correctsId }) => correctsId === observation.id)?.id ?? null;
		return {
			...whatIsOpen(observation),
			...numbers(observation, withheld, split, k),
			withheld,
			correctedById
		};
	});
}

function reasonToWithhold(
	observation: ReleasedObservation,
	newer: readonly ReleasedObservation[],
	k: number
): Withheld | null {
	if (tooFew(observation, k)) return 'small_group';
	const tells = newer.some(
		(other) => shareActivities(observation, other) && differenceTells(observation, other, k)
	);
	return tells ? 'small_difference' : null;
}

function numbers(
	{ value, numerator, denominator, n, missing, breakdown }: ReleasedObservation,
	withheld: Withheld | null,
	split: boolean,
	k: number
) {
	if (withheld) {
		return { value: null, numerator: null, denominator: null, n: null, missing: null, ...noCells };
	}
	// Periods and activities split the same people twice: shown together, one table could fill the gaps of the other.
	const cells =
		breakdown.periods.length > 0
			? { activities: [], periods: shownCells(breakdown.periods, k) }
			: { activities: shownCells(breakdown.activities, k), periods: [] };
	return {
		value,
		numerator,
		denominator,
		n,
		missing: isSmall(missing, k) ? null : missing,
		...(split ? cells : noCells)
	};
}

const noCells = { activities: [], periods: [] };

function shownCells(cells: readonly Cell[], k: number): PublishedCell[] {
	const hidden = hiddenParts(cells, k);
	return cells.map(({ key, n, value }, index) =>
		hidden[index] ? { key, n: null, value: null } : { key, n, value }
	);
}

function whatIsOpen(observation: ReleasedObservation) {
	const { id, definitionVersion, definition, inputsHash, releasedAt } = observation;
	const { correctsId, correctionReason } = observation;
	return {
		id,
		definitionVersion,
		definition,
		inputsHash,
		releasedAt,
		correctsId,
		correctionReason
	};
}

function shareActivities(one: ReleasedObservation, other: ReleasedObservation): boolean {
	const keys = new Set(one.breakdown.activities.map(({ key }) => key));
	return other.breakdown.activities.some(({ key }) => keys.has(key));
}

/** Whether a part of one observation and the same part of another differ by a few people. */
function cellsTell(one: ReleasedObservation, other: ReleasedObservation, k: number): boolean {
	return (['activities', 'periods'] as const).some((table) => {
		const cells = new Map<string, Counted>(one.breakdown[table].map((cell) => [cell.key, cell]));
		return other.breakdown[table].some((cell) => {
			const same = cells.get(cell.key);
			return same !== undefined && differenceTells(same, cell, k);
		});
	});
}
