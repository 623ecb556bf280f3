import { withLatinDigits } from '../../platform/clean-text.ts';

// Without 0, O, 1, I, L: people read it from paper.
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 20;

/** Letters and digits that follow from chance, which needs three times as many bytes. */
export function codeOf(chance: Uint8Array, length: number): string {
	// Values of 248 and above would favour the first letters; of 64 bytes two are, on average.
	return [...chance]
		.filter((byte) => byte < 248)
		.slice(0, length)
		.map((byte) => codeAlphabet[byte % codeAlphabet.length])
		.join('');
}

/** The code that somebody typed, or null for what cannot be one. Case, spaces, hyphens and the script of the digits do not matter. */
export function typedCode(typed: string, length: number): string | null {
	const code = withLatinDigits(typed.normalize('NFKC'))
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
	return code.length === length && [...code].every((sign) => codeAlphabet.includes(sign))
		? code
		: null;
}

/** A receipt's token from at least 64 bytes of chance: 20 letters and digits, 99 bits. */
export const receiptOf = (chance: Uint8Array): string => codeOf(chance, length);

/** As it stands on paper: in groups of four. */
export const spokenReceipt = (token: string): string => token.match(/.{1,4}/g)!.join('-');

/** The token that somebody typed, or null for what cannot be one. */
export const receiptToken = (typed: string): string | null => typedCode(typed, length);
