/** Least and most time for a question, in seconds: with less nobody reads it, with more nobody needs a timer. */
export const secondsLimits = { min: 10, max: 600 } as const;

/** What is offered, in seconds. */
export const presets = [10, 20, 30, 60, 120, 300, 600] as const;

/** The presets, and what is planned already. */
export const offered = (planned: number | null | undefined): readonly number[] =>
	[...new Set([...presets, ...(planned ? [planned] : [])])].sort((a, b) => a - b);

/** One press of "more time" adds so much, in seconds. */
export const extension = 30;
