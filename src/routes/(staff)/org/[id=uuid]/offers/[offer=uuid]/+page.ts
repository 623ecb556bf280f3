/** A plain form; the map on it is the small script that residents' pages have, too. */
export const csr = false;
