import { signAndDigits, westernText, withPoint } from './decimal.ts';
import { isolated } from './i18n/numbers.ts';

/** Why something typed is no sum of money. Texts: money-problem.ts. */
export type AmountProblem =
	| 'amount_missing'
	| 'amount_not_a_number'
	| 'amount_negative'
	| 'amount_too_precise'
	| 'amount_too_large';

/** A sum in whole cents, or why it is none. */
export type AmountReading = Readonly<{ cents: number }> | Readonly<{ problem: AmountProblem }>;

/** 100,000,000.00 €: far above every fund, far below where numbers lose their cents (2^53). */
export const mostCents = 10_000_000_000;

/** Writing directions that programs put around numbers when they are copied from a page. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const currencyBefore = /^([-−–]?) ?(?:€|EUR) ?/iu;
const currencyBehind = / ?(?:€|EURO?)$/iu;
/** "50,-" and "50,–", as price tags have it. */
const noCents = /[.,][-−–—]{1,2}$/u;

/**
 * Reads euros in German or English notation ("1.234,56 €", "1,234.56", "€ 1 234,5", "50,-"), also with Arabic digits.
 * One separator before three digits parts thousands, because cents have two: "1.234" and "1,234" are 1234.00 €.
 * The result is put together from the typed digits, never rounded.
 */
export function readCents(typed: string): AmountReading {
	const text = westernText(typed.replace(directions, ''));
	if (text === '') return { problem: 'amount_missing' };
	const bare = text.replace(currencyBefore, '$1').replace(currencyBehind, '').replace(noCents, '');
	const { negative, digits } = signAndDigits(bare);
	const amount = withPoint(digits, true);
	if (typeof amount !== 'string') return { problem: 'amount_not_a_number' };
	const [euros = '', fraction = ''] = amount.split('.');
	if (fraction.length > 2) return { problem: 'amount_too_precise' };
	const cents = Number(euros + fraction.padEnd(2, '0'));
	if (negative && cents > 0) return { problem: 'amount_negative' };
	return cents > mostCents ? { problem: 'amount_too_large' } : { cents };
}

/** The decimal text of whole cents, "-1234.05": what a number field and a table take. */
export function centsAsDecimal(cents: number): `${number}` {
	const digits = String(Math.abs(cents)).padStart(3, '0');
	return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`;
}

/** "1.234,05 €" as the language writes it, set apart so that sign and digits keep their order in Arabic text. */
export const formatCents = (cents: number, locale: string): string =>
	isolated(
		// Given as text, which Intl takes exactly.
		new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(
			centsAsDecimal(cents)
		)
	);

/** The same without cents where there are none, "1.500 €": for lists of sums that mostly are round. */
export const formatSum = (cents: number, locale: string): string =>
	isolated(
		new Intl.NumberFormat(locale, {
			style: 'currency',
			currency: 'EUR',
			trailingZeroDisplay: 'stripIfInteger'
		}).format(centsAsDecimal(cents))
	);

/** A sum for a text field, so that `readCents` gives it back: "1500", "1500,05"; nothing for none. */
export const centsAsInput = (cents: number | null): string =>
	cents === null ? '' : centsAsDecimal(cents).replace(/\.00$/, '').replace('.', ',');

/**
 * A sum as typed, in cents; null for an empty field. What is no sum becomes a number that the schemas refuse with the
 * fitting reason: below zero, too large, or none at all.
 */
export function typedCents(typed: string): number | null {
	if (typed === '') return null;
	const read = readCents(typed);
	if ('cents' in read) return read.cents;
	if (read.problem === 'amount_negative') return -1;
	return read.problem === 'amount_too_large' ? mostCents + 1 : Number.NaN;
}

/** Cents of what was typed, for a schema to check: it refuses NaN, which what is no amount becomes. */
export function centsOrNaN(typed: string): number {
	const reading = readCents(typed);
	return 'cents' in reading ? reading.cents : NaN;
}
