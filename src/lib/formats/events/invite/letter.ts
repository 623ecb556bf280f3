/** Longest letter to hosts, in characters. */
export const letterLength = 4000;
