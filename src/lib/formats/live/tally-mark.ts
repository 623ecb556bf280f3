import type { Tally } from '../../questions/contract.ts';
import type { Beside } from './beside/beside.ts';
import { shortName } from './short-name.ts';

/**
 * A short name for a state of the result and of what stands beside it: tells a phone whether what it shows is the newest.
 * The order in which the keys of the result arrive does not matter.
 */
export function tallyMark(tally: Tally | null, beside: Beside | null): string {
	if (!tally) return '';
	const entries = Object.entries(tally.counts).filter(([, count]) => count > 0);
	const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return shortName(JSON.stringify([tally.ballots, sorted, beside]));
}
