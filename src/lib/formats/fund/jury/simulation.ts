import { centsAsDecimal, readCents } from '../../../platform/money.ts';

/** An application that waits for a decision. Sums in cents. */
export type Wish = Readonly<{
	number: number;
	askedCents: number;
	/** Mean of its scores, 0 to 1; null where nobody scored it. */
	share: number | null;
}>;

/** Best first, then who came first; what nobody scored comes last. */
export const byScore = (one: Wish, other: Wish): number =>
	(other.share ?? -1) - (one.share ?? -1) || one.number - other.number;

/**
 * Greedy: from the best down, each gets what it asks for as long as the pot holds that much; one that is too large is
 * passed over, a smaller one behind it may still fit.
 * @returns cents by the number of the application
 */
export function suggest(wishes: readonly Wish[], freeCents: number): ReadonlyMap<number, number> {
	const grants = new Map<number, number>();
	let left = freeCents;
	for (const { number, askedCents } of [...wishes].sort(byScore)) {
		if (askedCents === 0 || askedCents > left) continue;
		grants.set(number, askedCents);
		left -= askedCents;
	}
	return grants;
}

/** What the pot would hold afterwards; below zero is more than there is. */
export const leftOver = (freeCents: number, grants: Iterable<number>): number =>
	[...grants].reduce((left, cents) => left - cents, freeCents);

/** A row of the form: whether it is granted, the sum as typed, and what that is in cents; null where it is no sum. */
export type Choice = Readonly<{ taken: boolean; typed: string; cents: number | null }>;

/** What an address chose, or the suggestion where it says nothing, by number. */
export function chosenGrants(
	asked: URLSearchParams,
	{
		wishes,
		suggested
	}: Readonly<{ wishes: readonly Wish[]; suggested: ReadonlyMap<number, number> }>
): ReadonlyMap<number, Choice> {
	const said = asked.has('chosen');
	return new Map(
		wishes.map(({ number, askedCents }) => {
			const typed = said ? (asked.get(`sum-${number}`) ?? '') : centsAsDecimal(askedCents);
			const taken = said ? asked.has(`take-${number}`) : suggested.has(number);
			return [number, choiceOf(taken, typed)];
		})
	);
}

export function choiceOf(taken: boolean, typed: string): Choice {
	const sum = readCents(typed);
	return { taken, typed, cents: 'cents' in sum ? sum.cents : null };
}
