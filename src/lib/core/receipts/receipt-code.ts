// Without 0, O, 1, I, L: people read it from paper.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 20;

/** A receipt's token from at least 64 bytes of chance: 20 letters and digits, 99 bits. */
export function receiptOf(chance: Uint8Array): string {
	// Values of 248 and above would favour the first letters; of 64 bytes two are, on average.
	return [...chance]
		.filter((byte) => byte < 248)
		.slice(0, length)
		.map((byte) => alphabet[byte % alphabet.length])
		.join('');
}

/** As it stands on paper: in groups of four. */
export const spokenReceipt = (token: string): string => token.match(/.{1,4}/g)!.join('-');

/** The token that somebody typed, or null for what cannot be one. Case, spaces, hyphens and the script of the digits do not matter. */
export function receiptToken(typed: string): string | null {
	const token = typed
		.normalize('NFKC')
		.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
	return token.length === length && [...token].every((sign) => alphabet.includes(sign))
		? token
		: null;
}
