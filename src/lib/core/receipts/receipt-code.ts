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

/** As it is kept: case, spaces and hyphens as typed from paper do not matter. */
export const plainReceipt = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

export const isReceiptToken = (token: string): boolean =>
	token.length === length && [...token].every((sign) => alphabet.includes(sign));
