/** The first number that no typed sheet has: one that was taken back is typed again under its own. */
export function firstFree(taken: readonly number[]): number {
	const known = new Set(taken);
	let number = 1;
	while (known.has(number)) number += 1;
	return number;
}
