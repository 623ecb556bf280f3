/** A number that tells about fewer than k people. That nobody said or did something tells about no person. */
export const isSmall = (count: number, k: number): boolean => count > 0 && count < k;
