import type { Vote } from './elections.ts';

/**
 * The Method of Equal Shares once more, as the paper writes it down: a purse for each person, fractions for every
 * amount, a quote for every project in every step. Slow, and shares no line with what it checks.
 */
export function naiveShares({ costs, ballots, budgetCents }: Vote): number[] {
	const real = fraction(BigInt(budgetCents), 1n);
	const share = over(real, BigInt(ballots.length));
	const raise = fraction(
		100n * max(1n, BigInt(budgetCents) / (BigInt(ballots.length) * 10_000n)),
		1n
	);
	const numbers = costs.map((_, index) => index + 1);
	const price = (number: number) => fraction(BigInt(costs[number - 1]!), 1n);
	const spent = (won: readonly number[]) => won.map(price).reduce(plus, fraction(0n, 1n));
	const approvers = (number: number) =>
		ballots.flatMap((ballot, person) => (ballot.includes(number) ? [person] : []));
	const inOrder = numbers.toSorted(
		(a, b) => approvers(b).length - approvers(a).length || costs[a - 1]! - costs[b - 1]! || a - b
	);

	function once(each: Fraction): number[] {
		const purses = ballots.map(() => each);
		const won: number[] = [];
		for (;;) {
			let best: { number: number; largest: Fraction; perCost: Fraction } | null = null;
			for (const number of inOrder.filter((one) => !won.includes(one))) {
				const largest = largestPayment(
					approvers(number).map((person) => purses[person]!),
					price(number)
				);
				if (!largest) continue;
				const perCost = over(largest, BigInt(costs[number - 1]!));
				if (!best || less(perCost, best.perCost)) best = { number, largest, perCost };
			}
			if (!best) return won;
			for (const person of approvers(best.number)) {
				const has = purses[person]!;
				purses[person] = less(has, best.largest) ? fraction(0n, 1n) : minus(has, best.largest);
			}
			won.push(best.number);
		}
	}

	let each = share;
	let won = once(each);
	for (let raises = 0; raises < 1000; raises++) {
		const fitsMore = numbers.some(
			(number) =>
				!won.includes(number) &&
				approvers(number).length > 0 &&
				!less(real, plus(spent(won), price(number)))
		);
		each = plus(each, raise);
		const next = fitsMore ? once(each) : won;
		if (!fitsMore || less(real, spent(next))) break;
		won = next;
	}
	const all = [...won];
	for (const number of inOrder) {
		if (all.includes(number) || approvers(number).length === 0) continue;
		if (!less(real, plus(spent(all), price(number)))) all.push(number);
	}
	return all;
}

/** The smallest p for which everybody together, each paying p or all they have, pays the price; null: never. */
function largestPayment(purses: Fraction[], price: Fraction): Fraction | null {
	const ordered = purses.toSorted((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
	let rest = price;
	for (const [index, has] of ordered.entries()) {
		const each = over(rest, BigInt(ordered.length - index));
		if (!less(has, each)) return each;
		rest = minus(rest, has);
	}
	return null;
}

type Fraction = Readonly<{ top: bigint; bottom: bigint }>;

function fraction(top: bigint, bottom: bigint): Fraction {
	const common = divisor(top < 0n ? -top : top, bottom);
	return { top: top / common, bottom: bottom / common };
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
const max = (a: bigint, b: bigint) => (a > b ? a : b);
const plus = (a: Fraction, b: Fraction) =>
	fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const minus = (a: Fraction, b: Fraction) =>
	fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
const over = (a: Fraction, by: bigint) => fraction(a.top, a.bottom * by);
const less = (a: Fraction, b: Fraction) => a.top * b.bottom < b.top * a.bottom;
