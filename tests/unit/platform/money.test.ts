import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	centsAsDecimal,
	centsAsInput,
	formatCents,
	formatSum,
	mostCents,
	readCents,
	typedCents
} from '#lib/platform/money.ts';

const read = (typed: string) => {
	const reading = readCents(typed);
	return 'cents' in reading ? reading.cents : reading.problem;
};

test.for([
	['0', 0],
	['-0,00', 0],
	['1234', 123_400],
	['1.234,56 €', 123_456],
	['1,234.56', 123_456],
	['1 234,5', 123_450],
	['1\u202f234,56\u00a0€', 123_456],
	["1'234.50", 123_450],
	['0,05', 5],
	['0.7', 70],
	['12.50 EUR', 1250],
	['12,50 Euro', 1250],
	['€1,234.56', 123_456],
	['€ 12', 1200],
	['50,-', 5000],
	['50,– €', 5000],
	['49,--', 4900],
	['١٬٢٣٤٫٥٦ €', 123_456],
	['۱۲', 1200],
	['\u200f1,234.56\u00a0€', 123_456],
	['100.000.000,00', mostCents]
] as [string, number][])('"%s" is %d cents', ([typed, cents]) => {
	expect(read(typed)).toBe(cents);
});

test('before three digits one separator parts thousands, for money has no thousandths', () => {
	expect(read('1.234')).toBe(123_400);
	expect(read('1,234')).toBe(123_400);
	expect(read('12.500')).toBe(1_250_000);
});

test.for([
	['', 'amount_missing'],
	[' \u200f ', 'amount_missing'],
	['viel', 'amount_not_a_number'],
	['5 %', 'amount_not_a_number'],
	['12 $', 'amount_not_a_number'],
	['1,2,3', 'amount_not_a_number'],
	['12,', 'amount_not_a_number'],
	['1e5', 'amount_not_a_number'],
	['€', 'amount_not_a_number'],
	['--5', 'amount_not_a_number'],
	['-5', 'amount_negative'],
	['−0,01 €', 'amount_negative'],
	['-€5', 'amount_negative'],
	['0,125', 'amount_too_precise'],
	['1234,567', 'amount_too_precise'],
	['12,5000', 'amount_too_precise'],
	['100.000.000,01', 'amount_too_large'],
	['9'.repeat(400), 'amount_too_large']
] as [string, string][])('"%s" is refused: %s', ([typed, problem]) => {
	expect(read(typed)).toBe(problem);
});

const amounts = fc.integer({ min: 0, max: mostCents });

test('what is shown in any language is read as the same sum, to the cent', () => {
	fc.assert(
		fc.property(
			amounts,
			fc.constantFrom('de', 'en', 'ar', 'ar-EG', 'de-simple'),
			(cents, locale) => {
				expect(readCents(formatCents(cents, locale))).toEqual({ cents });
				expect(readCents(formatSum(cents, locale))).toEqual({ cents });
			}
		)
	);
});

test('what stands in a table is read as the same sum', () => {
	fc.assert(
		fc.property(amounts, (cents) => {
			expect(readCents(centsAsDecimal(cents))).toEqual({ cents });
			expect(readCents(centsAsInput(cents))).toEqual({ cents });
		})
	);
	expect([centsAsDecimal(-5), centsAsDecimal(-123_405)]).toEqual(['-0.05', '-1234.05']);
});

test('a sum keeps its order in the middle of an Arabic sentence', () => {
	expect(formatCents(123_456, 'de')).toBe('\u20681.234,56\u00a0€\u2069');
	expect(formatCents(-5, 'en')).toBe('\u2068-€0.05\u2069');
});

test('round sums are written without cents', () => {
	expect(formatSum(150_000, 'de')).toBe('\u20681.500\u00a0€\u2069');
	expect(formatSum(150_050, 'de')).toBe('\u20681.500,50\u00a0€\u2069');
	expect([centsAsInput(150_000), centsAsInput(150_005)]).toEqual(['1500', '1500,05']);
});

test('a field left empty is no sum, and what is none becomes a number that schemas refuse', () => {
	expect(typedCents('')).toBeNull();
	expect(centsAsInput(null)).toBe('');
	expect(typedCents('1.500,05 €')).toBe(150_005);
	expect(typedCents('-3')).toBeLessThan(0);
	expect(typedCents('100.000.000,01')).toBeGreaterThan(mostCents);
	expect(typedCents('viel')).toBeNaN();
});
