import type { Tally } from '../../questions/contract.ts';
import { shortName } from './short-name.ts';

/**
 * A short name for a state of the result: tells a phone whether the result it shows is the newest. The order in which
 * the keys arrive does not matter.
 */
export function tallyMark(tally: Tally | null): string {
	if (!tally) return '';
	const entries = Object.entries(tally.counts).filter(([, count]) => count > 0);
	return shortName(JSON.stringify([tally.ballots, entries.sort(([a], [b]) => (a < b ? -1 : 1))]));
}
