/** A whole number of people or things, in the digits and groups of the language. */
export const formatCount = (count: number, locale: string): string =>
	new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(count);

/**
 * A share (0 to 1) in whole percent. Rounding never says nobody or everybody when that is not so:
 * 1 of 1000 is "<1 %", 999 of 1000 are ">99 %".
 */
export function formatShare(share: number, locale: string): string {
	const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
	if (share > 0 && share < 0.005) return `<${format.format(0.01)}`;
	if (share < 1 && share >= 0.995) return `>${format.format(0.99)}`;
	return format.format(share);
}

/**
 * A mean with one decimal, or as many (up to four) as it takes not to show a whole number that it is not: 6.96 is
 * not "7.0", which would look like a goal of 7 that was reached. Beyond that the last digit is cut.
 */
export function formatMean(mean: number, locale: string): string {
	const digits = [1, 2, 3, 4].find(
		(n) => Number.isInteger(mean) || !Number.isInteger(Number(mean.toFixed(n)))
	);
	const shown = digits === undefined ? Math.trunc(mean * 10_000) / 10_000 : mean;
	return new Intl.NumberFormat(locale, { maximumFractionDigits: digits ?? 4 }).format(shown);
}

/** The mean with the digits that `formatMean` shows, and no further ones. */
export const roundedMean = (mean: number): number =>
	Number(formatMean(mean, 'en').replaceAll(',', ''));

/** A text of unknown direction for the middle of a sentence, set apart by Unicode isolates. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
