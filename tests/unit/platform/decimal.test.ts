import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDecimal } from '#lib/platform/decimal.ts';

const read = (typed: string, whole = false) => {
	const reading = readDecimal(typed, { whole });
	return 'value' in reading ? reading.value : reading.problem;
};

test.for([
	['0', 0],
	['1234', 1234],
	['12,5', 12.5],
	['12.5', 12.5],
	['1.234,5', 1234.5],
	['1,234.5', 1234.5],
	['1.234.567', 1234567],
	['1,234,567', 1234567],
	['1 234,5', 1234.5],
	['1\u202f234', 1234],
	['1\u00a0234\u00a0567', 1234567],
	["1'234.50", 1234.5],
	['0,125', 0.125],
	['1234.567', 1234.567],
	['85 %', 85],
	['85,5%', 85.5],
	['2.500,00 €', 2500],
	['٨٥٫٥٪', 85.5],
	['١٬٢٣٤', 1234],
	['۱۲', 12],
	['-3', -3],
	['−3,5', -3.5],
	['-0', 0]
] as [string, number][])('%s is read as %d', ([typed, value]) => {
	expect(read(typed)).toBe(value);
});

test.for(['', 'viele', '1,2,3', '1.23.456', '12,', ',5', '1e5', '0x10', 'Infinity', '3 4', '--3'])(
	'"%s" is no number',
	(typed) => {
		expect(read(typed)).toBe('not_a_number');
	}
);

test('1.234 is asked about where fractions exist, and a thousand where there are none', () => {
	expect(read('1.234')).toBe('ambiguous_number');
	expect(read('1,234')).toBe('ambiguous_number');
	expect(read('1.234', true)).toBe(1234);
	expect(read('12,500', true)).toBe(12_500);
});

test('whatever a German or English program prints is read as the same number', () => {
	const numbers = fc.double({ min: 0, max: 1e9, noNaN: true });
	fc.assert(
		fc.property(
			numbers,
			fc.constantFrom('de', 'en'),
			fc.boolean(),
			(number, locale, useGrouping) => {
				const printed = new Intl.NumberFormat(locale, {
					maximumFractionDigits: 2,
					useGrouping
				}).format(number);
				const reading = readDecimal(printed, {
					whole: Number.isInteger(Number(number.toFixed(2)))
				});
				expect(reading).toEqual({ value: Number(number.toFixed(2)) });
			}
		)
	);
});
