/** Longest note on a date for everybody, in characters. */
export const noteLength = 400;
