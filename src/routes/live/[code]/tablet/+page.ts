// Whoever has the tablet next must find nothing in it: no script of the framework keeps anything here.
export const csr = false;
