/** A value and how many gave it. */
export type Counted = Readonly<{ value: number; count: number }>;

/** How many gave a value, and their mean; null: nobody did. */
export function meanOf(counted: readonly Counted[]): { given: number; mean: number | null } {
	const given = counted.reduce((sum, { count }) => sum + count, 0);
	const total = counted.reduce((sum, { value, count }) => sum + value * count, 0);
	return { given, mean: given > 0 ? total / given : null };
}

/**
 * The value at a share of the way from the smallest to the largest (0.5: the median); where it falls between two, the
 * middle between them. Null: nobody gave a value.
 * @param counted in ascending order
 */
export function quantileOf(counted: readonly Counted[], share: number): number | null {
	const { given } = meanOf(counted);
	if (given === 0) return null;
	const place = share * given;
	const at = (rank: number) => {
		let before = 0;
		return counted.find(({ count }) => (before += count) >= rank)!.value;
	};
	return Number.isInteger(place) && place > 0 && place < given
		? (at(place) + at(place + 1)) / 2
		: at(Math.max(1, Math.ceil(place)));
}
