/** What nobody can have seen, as versions begin with 1. */
const noVersion = -1;

/**
 * The version that a form began with. What is none is treated as stale: the use case then tells of the conflict,
 * instead of the database of a number that it cannot read. Nine digits fit every integer column, also one more.
 */
export const seenVersion = (typed: string): number =>
	/^\d{1,9}$/.test(typed) ? Number(typed) : noVersion;
