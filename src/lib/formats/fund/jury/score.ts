import type { Criterion } from '../round/rules.ts';

/** Points by the key of their criterion. */
export type Points = Readonly<Record<string, number>>;

/**
 * One juror's opinion as a share (0 to 1) of the best there is. Each criterion counts by its weight alone: that one is
 * given up to 5 points and another up to 10 does not matter. Null as long as a criterion has no points.
 */
export function weightedShare(criteria: readonly Criterion[], points: Points): number | null {
	if (criteria.length === 0) return null;
	let sum = 0;
	let weights = 0;
	for (const { key, most, weight } of criteria) {
		const given = points[key];
		if (given === undefined) return null;
		sum += (weight * given) / most;
		weights += weight;
	}
	return sum / weights;
}

/** Every juror counts the same. Null for nobody. */
export function meanOf(shares: readonly number[]): number | null {
	if (shares.length === 0) return null;
	return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
