/** Counted on a square with one bar of reception: a plain form and one small script. */
export const csr = false;
