/** Zero of each script in which people here write numbers: ASCII, Arabic-Indic, Persian and Urdu, full width. */
const zeros = [0x30, 0x660, 0x6f0, 0xff10];

/**
 * A typed code as six ASCII digits. Spaces, dashes, dots and the invisible marks of right-to-left keyboards are
 * dropped, digits of other scripts read as what they mean.
 * @returns null when it is not a code at all
 */
export function joinCode(typed: string): string | null {
	const digits = [...typed.normalize('NFC')]
		.filter((sign) => !/[\s\p{Dash}\p{Cf}.,/]/u.test(sign))
		.map(asDigit)
		.join('');
	return /^[0-9]{6}$/.test(digits) ? digits : null;
}

function asDigit(sign: string): string {
	const point = sign.codePointAt(0)!;
	const zero = zeros.find((start) => point >= start && point <= start + 9);
	return zero === undefined ? sign : String(point - zero);
}

/** How people read a code out: two groups of three. */
export const spokenCode = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;
