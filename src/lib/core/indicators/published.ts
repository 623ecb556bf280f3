import { isSmall } from '../../platform/suppression/small.ts';
import type { Origin } from './origin.ts';
import type { Breakdown, Cell } from './schema.ts';
import { differenceTells, hiddenParts, tooFew, type Counted } from './small-cells.ts';

/** A released observation as it stands in the database. */
export type ReleasedObservation = Origin &
	Readonly<{
		id: string;
		indicatorKey: string;
		value: number | null;
		numerator: number | null;
		denominator: number | null;
		n: number;
		missing: number;
		people: number;
		groups: readonly number[];
		breakdown: Breakdown;
		releasedAt: Date;
		correctsId: string | null;
		correctionReason: string | null;
	}>;

/** Why numbers are withheld: they, or their difference to a newer value, would tell about too few people. */
export type Withheld = 'small_group' | 'small_difference';

export type PublishedCell = Readonly<{ key: string; n: number | null; value: number | null }>;

/** An observation as it may be shown to everybody: withheld numbers are null. */
export type PublishedObservation = Origin &
	Readonly<{
		id: string;
		value: number | null;
		numerator: number | null;
		denominator: number | null;
		/** Contributions that counted, and those that said nothing usable; null of an entered value, which has none. */
		n: number | null;
		missing: number | null;
		withheld: Withheld | null;
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
	const missingShown: ReleasedObservation[] = [];
	return series.map((observation) => {
		const withheld = reasonToWithhold(observation, shown, k);
		const hidesMissing =
			isSmall(observation.missing, k) ||
			missingShown.some((newer) => missingTells(observation, newer, k));
		if (!withheld && !hidesMissing) missingShown.push(observation);
		const split = withheld ? false : shown.every((newer) => !cellsTell(observation, newer, k));
		if (!withheld) shown.push(observation);
		const correctedById =
			series.find(({ correctsId }) => correctsId === observation.id)?.id ?? null;
		return {
			...sourceOf(observation),
			...whatIsOpen(observation),
			...numbers(observation, withheld, { split, hidesMissing }, k),
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
		(other) => mayBeTheSamePeople(observation, other) && differenceTells(observation, other, k)
	);
	return tells ? 'small_difference' : null;
}

/** Who gave no usable answer differs by a few between two versions, or all who were asked do. */
function missingTells(one: ReleasedObservation, other: ReleasedObservation, k: number): boolean {
	if (!mayBeTheSamePeople(one, other)) return false;
	const asked = ({ n, missing }: ReleasedObservation) => n + missing;
	return (
		isSmall(Math.abs(one.missing - other.missing), k) ||
		isSmall(Math.abs(asked(one) - asked(other)), k)
	);
}

function numbers(
	{ source, value, numerator, denominator, n, missing, breakdown }: ReleasedObservation,
	withheld: Withheld | null,
	{ split, hidesMissing }: { split: boolean; hidesMissing: boolean },
	k: number
) {
	if (withheld) {
		return { value: null, numerator: null, denominator: null, n: null, missing: null, ...noCells };
	}
	if (source === 'entered')
		return { value, numerator, denominator, n: null, missing: null, ...noCells };
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
		missing: hidesMissing ? null : missing,
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

function sourceOf(observation: ReleasedObservation): Origin {
	const { source, definition, definitionVersion, inputsHash, entry } = observation;
	return { source, definition, definitionVersion, inputsHash, entry } as Origin;
}

function whatIsOpen({ id, releasedAt, correctsId, correctionReason }: ReleasedObservation) {
	return { id, releasedAt, correctsId, correctionReason };
}

/** Computed ones: some activity stands behind both. Entered ones: their periods overlap. */
function mayBeTheSamePeople(one: ReleasedObservation, other: ReleasedObservation): boolean {
	if (one.entry && other.entry) {
		return (
			one.entry.periodFrom <= other.entry.periodTo && other.entry.periodFrom <= one.entry.periodTo
		);
	}
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
