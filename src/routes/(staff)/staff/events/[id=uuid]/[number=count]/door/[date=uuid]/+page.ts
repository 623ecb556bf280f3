/** Plain HTML and one script of its own: it has to start without a network. */
export const csr = false;
