/** A bar that is made of parts. */
export type StackedRow = Readonly<{
	key: string;
	label: string;
	/** What is said at its end. */
	figure: string;
	/** Of each part, in their order, its share of the longest possible bar. */
	shares: readonly number[];
}>;

/** What a part of every bar is; one that stands apart is hatched. */
export type StackedPart = Readonly<{ key: string; label: string; apart?: boolean }>;

/** From pale to full, 0 to 1: told apart in print and without colours too, and named in the key. */
export function toneOf(
	parts: readonly StackedPart[],
	key: string,
	darkest: 'first' | 'last'
): number {
	const inOrder = parts.filter(({ apart }) => !apart);
	const place = inOrder.findIndex((part) => part.key === key);
	const step = inOrder.length > 1 ? place / (inOrder.length - 1) : 1;
	return Math.round((0.12 + 0.88 * (darkest === 'last' ? step : 1 - step)) * 100) / 100;
}

/** Each part of a bar with where it begins, in shares of the longest possible bar. */
export const laidOut = ({ shares }: StackedRow, parts: readonly StackedPart[]) =>
	parts.map((part, n) => ({
		...part,
		share: shares[n] ?? 0,
		from: shares.slice(0, n).reduce((sum, share) => sum + share, 0)
	}));
