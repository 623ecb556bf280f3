// Read and sent as it is: decision 0004.
export const csr = false;
