import { isSmall } from '../../../platform/suppression/small.ts';
import type { Tally } from '../../../questions/contract.ts';

/** How many answered only one of two rounds. */
export type CameOnce = Readonly<{ before: number; after: number }>;

/**
 * Whether two rounds tell what the few said who answered only one of them. That is so where the counts differ by no more
 * than what those who came once could have said: if the others stayed with their answer, a rise was said by somebody who
 * came late, and a fall by somebody who left. Where both sides are few they are so few that nothing is told at all; where
 * only one side is, a change of its own direction is enough, however many there are on the other.
 * @param k fewer people than this must not stand alone
 */
export function isExplainedByFew(
	before: Tally,
	after: Tally,
	cameOnce: CameOnce,
	k: number
): boolean {
	// Fewer than nobody: it was counted later than the tally, and says nothing of it.
	if (cameOnce.before < 0 || cameOnce.after < 0) return true;
	const cameFew = isSmall(cameOnce.after, k);
	const leftFew = isSmall(cameOnce.before, k);
	if (!cameFew && !leftFew) return false;
	const keys = new Set([...Object.keys(before.counts), ...Object.keys(after.counts)]);
	const changes = [...keys].map((key) => (after.counts[key] ?? 0) - (before.counts[key] ?? 0));
	if (changes.some((change) => change > cameOnce.after || -change > cameOnce.before)) return false;
	if (cameOnce.before < k && cameOnce.after < k) return true;
	return changes.some((change) => (cameFew ? change > 0 : change < 0));
}
