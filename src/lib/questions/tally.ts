import { languagesOf, withoutMarks } from './entry-language.ts';
import { ballotKey, type ResultRow, type Tally } from './contract.ts';

/** How often a key was said; safe for keys such as `constructor` that every object seems to have. */
export const countOf = (tally: Tally, key: string): number =>
	Object.hasOwn(tally.counts, key) ? Math.max(0, tally.counts[key] ?? 0) : 0;

/** The language of what was written under these keys of one row, as part of the row; safe as `countOf`. */
export function spokenIn({ languages = {} }: Tally, keys: readonly string[]) {
	const key = keys.find((one) => Object.hasOwn(languages, one));
	return key === undefined ? {} : { language: languages[key]! };
}

/** Share of the people who answered, 0 to 1; 0 when nobody did. */
export const shareOf = (count: number, ballots: number): number =>
	ballots > 0 ? Math.min(1, count / ballots) : 0;

export function rowFor(tally: Tally, key: string, label: string): ResultRow {
	const count = countOf(tally, key);
	return { key, keys: [key], label, count, share: shareOf(count, tally.ballots) };
}

/** The tally of some ballots, each as its keys: what the database does, for previews, paper ballots and tests. */
export function tallyOf(
	ballots: readonly (readonly string[])[],
	sameEntry: (key: string) => string = (key) => key
): Tally {
	const stored = new Map<string, number>();
	for (const key of ballots.flat()) stored.set(key, (stored.get(key) ?? 0) + 1);
	const { counts, marks } = withoutMarks(Object.fromEntries(stored));
	return markedTally({ ballots: ballots.length, counts, marks }, sameEntry);
}

type Counted = Pick<Tally, 'ballots' | 'counts'> & Readonly<{ marks: Tally['counts'] | null }>;

/** A tally with the language of each entry that is in it; without any where no ballot has one. */
export function markedTally(
	{ ballots, counts, marks }: Counted,
	sameEntry: (key: string) => string
): Tally {
	const known = Object.entries(languagesOf(marks ?? {}, sameEntry));
	const languages = known.filter(([key]) => Object.hasOwn(counts, key));
	return languages.length > 0
		? { ballots, counts, languages: Object.fromEntries(languages) }
		: { ballots, counts };
}

/**
 * The tally key of a freely written entry. Entries are trimmed, so an entry that looks like `ballotKey` gets a
 * blank behind it and stays apart from the count of ballots.
 */
export const entryKey = (entry: string): string => (entry === ballotKey ? `${entry} ` : entry);

/** The entry again, from its key. */
export const entryOf = (key: string): string => key.trim();
