/**
 * The voters' money in one run of Equal Shares, exact: every amount is a whole number of parts of a cent, and all share
 * one denominator. A payment divides by the number of payers, so the denominator grows by about 14 bits for each
 * winner of a vote of 15,000 people; whole numbers of any length keep that exactly.
 *
 * People with the same ballot always have the same money, and people who paid for the same projects too: they share a
 * purse, so that the work goes with the number of different purses, not of people.
 */
export class Purses {
	/** Purse of each group of ballots. */
	readonly #purseOf: Int32Array;
	readonly #people: Int32Array;
	/** In parts of a cent, from the smallest to the largest. */
	#amounts: bigint[];
	/** Parts of a cent. */
	#parts: bigint;
	#counts: Int32Array;

	/** @param share what everybody begins with: `share / parts` cents */
	constructor(people: Int32Array, share: bigint, parts: bigint) {
		this.#people = people;
		this.#purseOf = new Int32Array(people.length);
		this.#amounts = [share];
		this.#parts = parts;
		this.#counts = new Int32Array(1);
	}

	/**
	 * What a project costs its supporters if each pays the same, or all they have where that is less.
	 * @param supporters groups of ballots that chose it
	 * @returns null when they cannot pay it together
	 */
	quote(supporters: Int32Array, votes: number, costCents: number): Quote | null {
		const purses = this.#pursesOf(supporters);
		let rest = BigInt(costCents) * this.#parts;
		let payers = votes;
		let emptied = 0;
		for (const { amount, people } of purses) {
			if (amount * BigInt(payers) >= rest) break;
			rest -= amount * BigInt(people);
			payers -= people;
			emptied += 1;
		}
		return payers === 0 ? null : { costCents, rest, payers, parts: this.#parts, purses, emptied };
	}

	/** What the supporters have together, in cents, rounded down to four digits behind the point. */
	behind(supporters: Int32Array): number {
		const sum = this.#pursesOf(supporters).reduce(
			(total, { amount, people }) => total + amount * BigInt(people),
			0n
		);
		return inCents(sum, this.#parts);
	}

	pay(supporters: Int32Array, { rest, payers, purses, emptied }: Quote): void {
		const common = greatestCommonDivisor(payers, Number(rest % BigInt(payers)));
		const finer = BigInt(payers / common);
		const payment = rest / BigInt(common);
		const after = new Int32Array(this.#amounts.length);
		const paid = purses.map(({ purse, amount }, index) => {
			after[purse] = this.#amounts.length + index;
			return index < emptied ? 0n : amount * finer - payment;
		});
		for (const group of supporters) this.#purseOf[group] = after[this.#purseOf[group]!]!;
		this.#parts *= finer;
		this.#merge(finer, paid);
	}

	/** The purses of these groups with the number of people, from the smallest amount. */
	#pursesOf(supporters: Int32Array): Purse[] {
		const counts = this.#counts.fill(0);
		for (const group of supporters) counts[this.#purseOf[group]!]! += this.#people[group]!;
		const found: Purse[] = [];
		for (let purse = 0; purse < counts.length; purse++) {
			const people = counts[purse]!;
			if (people > 0) found.push({ purse, amount: this.#amounts[purse]!, people });
		}
		return found;
	}

	/**
	 * Puts the purses of those who paid among the others, both of which are in order already; drops purses that nobody
	 * has any more and makes one of those with the same amount.
	 */
	#merge(finer: bigint, paid: readonly bigint[]): void {
		const before = this.#amounts.length;
		const isUsed = new Uint8Array(before + paid.length);
		for (const purse of this.#purseOf) isUsed[purse] = 1;
		const renamed = new Int32Array(before + paid.length);
		const amounts: bigint[] = [];
		const put = (purse: number, amount: bigint) => {
			if (amounts.at(-1) !== amount) amounts.push(amount);
			renamed[purse] = amounts.length - 1;
		};
		let next = 0;
		for (let purse = 0; purse < before; purse++) {
			if (!isUsed[purse]) continue;
			const amount = this.#amounts[purse]! * finer;
			for (; next < paid.length && paid[next]! < amount; next++) put(before + next, paid[next]!);
			put(purse, amount);
		}
		for (; next < paid.length; next++) put(before + next, paid[next]!);
		for (let group = 0; group < this.#purseOf.length; group++) {
			this.#purseOf[group] = renamed[this.#purseOf[group]!]!;
		}
		this.#amounts = amounts;
		this.#counts = new Int32Array(amounts.length);
	}
}

type Purse = Readonly<{ purse: number; amount: bigint; people: number }>;

/** An offer to pay a project: `payers` pay `rest / (payers * parts)` cents each, the `emptied` purses all they hold. */
export type Quote = Readonly<{
	costCents: number;
	rest: bigint;
	payers: number;
	parts: bigint;
	purses: readonly Purse[];
	emptied: number;
}>;

/**
 * The effective votes of a quote are its cost divided by the largest payment: as many as there would be if everybody
 * could pay the same. Positive: the first has more.
 */
export const compareEffectiveVotes = (a: Quote, b: Quote): number =>
	compared(
		BigInt(a.costCents) * BigInt(a.payers) * a.parts * b.rest,
		BigInt(b.costCents) * BigInt(b.payers) * b.parts * a.rest
	);

/** Effective votes of a quote, rounded up: later quotes of the same project never have more. */
export function effectiveVotesAtMost({ costCents, payers, parts, rest }: Quote): number {
	const over = BigInt(costCents) * BigInt(payers) * parts;
	return Number((over + rest - 1n) / rest);
}

/** Cents for people to read, with four digits behind the point; nothing is decided by them. */
export const inCents = (amount: bigint, parts: bigint): number =>
	Number((amount * 10_000n) / parts) / 10_000;

const compared = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const greatestCommonDivisor = (a: number, b: number): number =>
	b === 0 ? a : greatestCommonDivisor(b, a % b);
