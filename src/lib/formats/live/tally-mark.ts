import type { Tally } from '../../questions/contract.ts';

/**
 * A short name for a state of the result (FNV-1a, 32 bit), the same on server and phone: tells a phone whether the
 * result it shows is the newest. The order in which the keys arrive does not matter.
 */
export function tallyMark(tally: Tally | null): string {
	if (!tally) return '';
	const entries = Object.entries(tally.counts).filter(([, count]) => count > 0);
	const text = JSON.stringify([tally.ballots, entries.sort(([a], [b]) => (a < b ? -1 : 1))]);
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return (hash >>> 0).toString(36);
}
