/** A standing bar: a number, a range of numbers or a time. */
export type Column = Readonly<{
	key: string;
	/** In full, and as short as it fits under it. */
	label: string;
	tick: string;
	count: number;
	/** It holds the right answer. */
	right?: boolean;
}>;
