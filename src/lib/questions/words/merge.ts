import type { ResultRow, Tally } from '../contract.ts';
import { countOf, entryOf, shareOf, spokenIn } from '../tally.ts';

/** Equal for spellings of one word: case (also ß and SS), joiners and emoji presentation do not count. */
export const sameWord = (word: string): string =>
	word
		.replace(/\u200C|\u200D|\uFE0E|\uFE0F/gu, '')
		.toLowerCase()
		.toUpperCase()
		.normalize('NFC');

/** The same for a key of the tally. */
export const sameEntry = (key: string): string => sameWord(entryOf(key));

/** The words by how many people said them, each under its most common spelling; equal ones in the order of the alphabet. */
export function mergedWords(tally: Tally, locale: string): ResultRow[] {
	const spellings = new Map<string, string[]>();
	for (const key of Object.keys(tally.counts)) {
		if (countOf(tally, key) === 0) continue;
		const word = sameEntry(key);
		spellings.set(word, [...(spellings.get(word) ?? []), key]);
	}
	const alphabet = new Intl.Collator(locale);
	return [...spellings.values()]
		.map((keys) => rowOf(tally, keys))
		.sort(
			(a, b) =>
				b.count - a.count || alphabet.compare(a.label, b.label) || (a.label < b.label ? -1 : 1)
		);
}

function rowOf(tally: Tally, unordered: readonly string[]): ResultRow {
	const keys = unordered.toSorted(
		(a, b) => countOf(tally, b) - countOf(tally, a) || (a < b ? -1 : 1)
	);
	const count = keys.reduce((sum, key) => sum + countOf(tally, key), 0);
	return {
		key: keys[0]!,
		keys,
		label: entryOf(keys[0]!),
		...spokenIn(tally, keys),
		count,
		share: shareOf(count, tally.ballots)
	};
}
