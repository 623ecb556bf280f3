import { codeAlphabet, codeOf, typedCode } from '../../../core/receipts/receipt-code.ts';

/** Seven letters of chance, 34 bits, and one that checks them. */
const drawn = 7;

/**
 * The letter that belongs to the others: 31 is a prime number, so one wrong letter and two that changed places are
 * always found, before a guess costs anything.
 */
function checkLetter(letters: string): string {
	const sum = [...letters].reduce(
		(total, letter, index) => total + (index + 2) * codeAlphabet.indexOf(letter),
		0
	);
	return codeAlphabet[sum % codeAlphabet.length]!;
}

/** A seat code from at least 32 bytes of chance. */
export function seatCodeOf(chance: Uint8Array): string {
	const letters = codeOf(chance, drawn);
	return letters + checkLetter(letters);
}

/** The code that somebody typed, or null for what is none, such as a code with a slip in it. */
export function seatCode(typed: string): string | null {
	const code = typedCode(typed, drawn + 1);
	return code && checkLetter(code.slice(0, drawn)) === code.at(-1) ? code : null;
}

/** As it stands on the card. */
export const spokenSeatCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The card's QR code: what stands behind # is read by the page and reaches neither a server nor its log. */
export const seatPath = (joinCode: string, code: string): string =>
	`/j/${joinCode}#seat=${spokenSeatCode(code)}`;
