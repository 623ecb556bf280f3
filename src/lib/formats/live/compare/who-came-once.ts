import type { Tally } from '../../../questions/contract.ts';

/** How many answered only one of two rounds. */
export type CameOnce = Readonly<{ before: number; after: number }>;

/**
 * Whether two rounds differ by no more than what the few who answered only one of them could have said. Then one result
 * subtracted from the other tells what those few said, if the others stayed with their answer; and it says nothing about
 * anybody's change of mind, because none is needed to explain it.
 * @param k fewer people than this must not stand alone
 */
export function isExplainedByFew(
	before: Tally,
	after: Tally,
	cameOnce: CameOnce,
	k: number
): boolean {
	if (cameOnce.before + cameOnce.after === 0) return false;
	if (cameOnce.before >= k || cameOnce.after >= k) return false;
	const keys = new Set([...Object.keys(before.counts), ...Object.keys(after.counts)]);
	return [...keys].every((key) => {
		const change = (after.counts[key] ?? 0) - (before.counts[key] ?? 0);
		return change <= cameOnce.after && -change <= cameOnce.before;
	});
}
