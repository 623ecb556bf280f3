import { isSmall } from '../../platform/suppression/small.ts';

/**
 * The small-cell rule: no number that leaves the house tells about fewer than k people, neither by itself nor
 * by subtracting published numbers from each other. Pages, API and exports take their numbers from here.
 *
 * Threshold rule with complementary suppression, as in Hundepool et al., "Handbook on Statistical Disclosure
 * Control" (2010), chapter 4.
 */

/** People behind a number, and in each group that the number tells apart (hits and others of a share). */
export type Counted = Readonly<{ people: number; groups: readonly number[] }>;

/** Whether a number by itself tells about too few people. */
export function tooFew(counted: Counted, k: number): boolean {
	return sizes(counted).some((size) => isSmall(size, k));
}

/**
 * Which parts of a published total must stay hidden: those about too few people, and then as many of the others,
 * fewest people first, that what is hidden is at least two parts and together at least k people (in every group).
 * Total minus shown parts then tells about k people or more.
 * @returns one flag per part, in their order
 */
export function hiddenParts(parts: readonly Counted[], k: number): boolean[] {
	const hidden = parts.map((part) => tooFew(part, k));
	while (
		hidden.includes(true) &&
		!safe(
			parts.filter((_, index) => hidden[index]),
			k
		)
	) {
		const next = fewestPeople(parts, hidden);
		if (next === null) break; // All is hidden: the rest is the total itself, which is published on its own merits.
		hidden[next] = true;
	}
	return hidden;
}

/**
 * Whether one of two numbers about partly the same people must stay hidden: their difference would tell about
 * fewer than k people.
 */
export function differenceTells(one: Counted, other: Counted, k: number): boolean {
	const [a, b] = [sizes(one), sizes(other)];
	return a.some((size, index) => isSmall(Math.abs(size - (b[index] ?? size)), k));
}

function safe(hidden: readonly Counted[], k: number): boolean {
	const sums = hidden.reduce<number[]>(
		(total, part) => sizes(part).map((size, index) => size + (total[index] ?? 0)),
		[]
	);
	return hidden.length >= 2 && sums.every((sum) => !isSmall(sum, k));
}

function fewestPeople(parts: readonly Counted[], hidden: readonly boolean[]): number | null {
	const shown = parts
		.map(({ people }, index) => ({ people, index }))
		.filter(({ people, index }) => !hidden[index] && people > 0);
	return shown.sort((a, b) => a.people - b.people)[0]?.index ?? null;
}

const sizes = ({ people, groups }: Counted) => [people, ...groups];
