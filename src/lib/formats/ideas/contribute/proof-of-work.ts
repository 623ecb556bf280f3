/** Leading zero bits of the hash: 4096 tries on average, 0.05 s on a laptop and 0.3 s on a cheap phone. */
export const proofBits = 12;

/** What is hashed for one try. */
export const proofText = (seal: string, tried: number | string): string => `${seal}.${tried}`;

/** Whether a SHA-256 begins with enough zero bits. */
export function isProof(hash: Uint8Array): boolean {
	const whole = proofBits >> 3;
	const rest = proofBits & 7;
	return (
		hash.subarray(0, whole).every((byte) => byte === 0) &&
		(hash[whole]! >> (8 - rest) === 0 || !rest)
	);
}
