/** A bar that is made of parts. */
export type StackedRow = Readonly<{
	key: string;
	label: string;
	/** What is said at its end. */
	figure: string;
	/** Of each part, in their order, its share of the longest possible bar. */
	shares: readonly number[];
}>;
