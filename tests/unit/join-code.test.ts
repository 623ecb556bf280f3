import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinCode, spokenCode } from '#lib/formats/live/join-code.ts';

describe('a typed code is understood', () => {
	test.each([
		['123456', 'as it stands'],
		['123 456', 'in two groups'],
		[' 123-456 ', 'with a dash and spaces around it'],
		['123–456', 'with a long dash'],
		['12.34.56', 'with dots'],
		['١٢٣٤٥٦', 'in Arabic-Indic digits'],
		['۱۲۳ ۴۵۶', 'in Persian digits'],
		['１２３４５６', 'in full-width digits'],
		['\u200f123\u00a0456\u200e', 'with the invisible marks of a right-to-left keyboard']
	])('%j (%s)', (typed) => {
		expect(joinCode(typed)).toBe('123456');
	});

	test('however it is grouped and in whatever digits', () => {
		const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0xff10);
		const separator = fc.constantFrom('', ' ', '-', '–', '.', '\u200f');
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), zero, separator), {
					minLength: 6,
					maxLength: 6
				}),
				(signs) => {
					const typed = signs
						.map(([digit, zeroOf, gap]) => String.fromCodePoint(zeroOf + digit) + gap)
						.join('');
					expect(joinCode(typed)).toBe(signs.map(([digit]) => digit).join(''));
				}
			)
		);
	});
});

describe('what is no code is refused', () => {
	test.each(['', '12345', '1234567', '12345a', 'abcdef', '12345٪', '½23456', '😀'])(
		'%j',
		(typed) => {
			expect(joinCode(typed)).toBeNull();
		}
	);
});

test('a code is shown in two groups, and what is shown can be typed', () => {
	expect(spokenCode('123456')).toBe('123 456');
	expect(joinCode(spokenCode('004711'))).toBe('004711');
});
