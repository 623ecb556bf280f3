import type { Tally } from '../../../questions/contract.ts';
import { shownTally, type RoundTally } from '../question-reads.server.ts';

/**
 * The tallies of several results without the entries that were hidden, or wait, in any of them: left out of one only, its
 * word would still name the row, and a 0 would stand where people said it.
 */
export function withoutHidden(
	read: readonly RoundTally[],
	sameEntry: (key: string) => string
): readonly Tally[] {
	const gone = new Set(
		read.flatMap(({ hidden, waiting }) => [...hidden, ...waiting].map((key) => sameEntry(key)))
	);
	return read.map((own) => {
		const isGone = (key: string) => gone.has(sameEntry(key));
		const hidden = new Set([...own.hidden, ...Object.keys(own.tally.counts).filter(isGone)]);
		return shownTally({ ...own, hidden });
	});
}
