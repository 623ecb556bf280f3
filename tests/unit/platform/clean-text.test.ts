import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '#lib/platform/clean-text.ts';

const anything = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.constantFrom(
				'a',
				'é',
				'e\u0301',
				' ',
				'\n',
				'\r',
				'\u200D',
				'\u200C',
				'\uFE0F',
				'❤',
				'👩',
				'ی',
				'\u0301',
				'\u202E',
				'\u{E0067}',
				'🏴',
				'\u2028'
			)
		)
		.map((parts) => parts.join(''))
);

test.each([
	['white space is collapsed', '  zu \t viel\u00A0Platz \n', 'zu viel Platz'],
	['letters and marks are composed', 'Cafe\u0301', 'Café'],
	['control characters go', 'a\u0000b\u0007c\u001B[0m', 'abc[0m'],
	['broken halves of characters go', 'a\uD800b', 'ab'],
	['what no character may be goes', 'a\uFFFE\uFFFF\uFDD0\u{1FFFF}b', 'ab'],
	['zero-width characters go', 'Pa\u200Brk\uFEFF \u2060\u00ADRuhe', 'Park Ruhe'],
	['a joiner within a Latin word goes', 'Pa\u200Drk', 'Park'],
	['direction overrides go', '\u202Egnp.exe\u202C', 'gnp.exe'],
	['fillers that look like nothing go', '\u3164\u2800', ''],
	['piled up marks are cut', `Z${'\u0335'.repeat(30)}o`, `Z${'\u0335'.repeat(4)}o`],
	['a joiner in a Persian word stays', 'می\u200Cخواهم', 'می\u200Cخواهم'],
	['Arabic vowel signs stay', 'مُدَرِّسَة', 'مُدَرِّسَة'.normalize('NFC')],
	['a family stays together', '👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
	['a rainbow flag and a heart stay', '🏳️‍🌈 ❤️', '🏳️‍🌈 ❤️'],
	['a flag made of tags stays', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
	['tags without a flag go', 'a\u{E0041}\u{E0042}', 'a']
])('%s', (_, typed, clean) => {
	expect(cleanLine(typed)).toBe(clean);
});

test('cleaning again changes nothing', () => {
	fc.assert(
		fc.property(anything, (typed) => {
			expect(cleanLine(cleanLine(typed))).toBe(cleanLine(typed));
			expect(cleanText(cleanText(typed))).toBe(cleanText(typed));
		}),
		{ numRuns: 2000 }
	);
});

test('a line is composed, trimmed and free of control characters', () => {
	fc.assert(
		fc.property(anything, (typed) => {
			const clean = cleanLine(typed);
			expect(clean).toBe(clean.normalize('NFC').trim());
			expect(clean).not.toMatch(/[\p{Cc}\p{Cs}]|\s\s/u);
			expect(clean.isWellFormed()).toBe(true);
		})
	);
});

test('a text keeps its line breaks, but not more than one empty line', () => {
	expect(cleanText('eins \r\n zwei\r\rdrei\n\n\n\nvier\n')).toBe('eins\nzwei\n\ndrei\n\nvier');
});
