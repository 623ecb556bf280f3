/** A standing bar: a number, a range of numbers or a time. */
export type Column = Readonly<{
	key: string;
	/** As short as it fits under it. */
	tick: string;
	count: number;
	/** The right answer, which it holds. */
	right?: string;
}>;
