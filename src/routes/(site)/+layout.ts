/** Residents' pages are plain HTML: no JavaScript is sent, links and forms do everything. */
export const csr = false;
