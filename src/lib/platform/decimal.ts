/** A number as typed, or why it is none. */
export type DecimalReading = Readonly<{ value: number }> | DecimalProblem;
type DecimalProblem = Readonly<{ problem: 'not_a_number' | 'ambiguous_number' }>;

/** Separators that only ever part thousands: spaces, apostrophes, the Arabic one. */
const grouped = /^\d{1,3}(?:[ '’٬]\d{3})+(?:[.,٫]\d+)?$/;
const german = /^\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/;
const english = /^\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$/;
const plain = /^\d+(?:[.,٫]\d+)?$/;
/** "1.234" is a thousand and more to a German reader, a little more than one to an English one. */
const either = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Reads a number in German or English notation ("1.234,5", "1,234.5", "1 234,5", "12,5", "12.5"), also with Arabic
 * digits, with a percent or euro sign behind it.
 * @param whole there are no fractions of it, which decides what "1.234" means; otherwise it is `ambiguous_number`
 */
export function readDecimal(typed: string, { whole }: { whole: boolean }): DecimalReading {
	const { negative, digits } = signAndDigits(westernText(typed).replace(/ ?[%٪€]$/u, ''));
	const amount = withPoint(digits, whole);
	if (typeof amount !== 'string') return amount;
	const value = Number(amount);
	return { value: negative && value !== 0 ? -value : value };
}

/** What was typed on any keyboard with Western digits and single, plain spaces. */
export const westernText = (typed: string): string =>
	westernDigits(typed.normalize('NFKC')).replace(/\s+/gu, ' ').trim();

export function signAndDigits(text: string): { negative: boolean; digits: string } {
	const [, sign, digits] = /^([-−–]?) ?(.*)$/u.exec(text)!;
	return { negative: sign !== '', digits: digits! };
}

/**
 * "1.234,5" as "1234.5": its digits with a point before the fraction, not yet a number, so that nothing is rounded.
 * @param whole as of `readDecimal`
 */
export function withPoint(digits: string, whole: boolean): string | DecimalProblem {
	if (either.test(digits))
		return whole ? digits.replace(/[.,]/, '') : { problem: 'ambiguous_number' };
	if (grouped.test(digits)) return digits.replace(/[ '’٬]/g, '').replace(/[,٫]/, '.');
	if (german.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
	if (english.test(digits)) return digits.replaceAll(',', '');
	if (plain.test(digits)) return digits.replace(/[,٫]/, '.');
	return { problem: 'not_a_number' };
}

/** Arabic-Indic (٠–٩) and Persian (۰–۹) digits stand in order in their blocks. */
function westernDigits(text: string): string {
	return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/gu, (digit) =>
		String(digit.codePointAt(0)! & 0xf)
	);
}
