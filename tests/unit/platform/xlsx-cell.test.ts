import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { xlsxCell } from '#lib/platform/xlsx-cell.ts';
import { writableInXml } from '#lib/platform/xml-text.ts';

const piece = fc.oneof(
	fc.constantFrom(
		'_x0041_',
		'_x005F_',
		'_',
		'x',
		'005F',
		'\uFFFE',
		'\uFFFF',
		'\0',
		'\x1B',
		'<&"',
		'ä',
		'👩‍👧'
	),
	fc.string({ unit: 'binary', maxLength: 3 })
);

test('a workbook can be read and says what was written, whatever it was', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (parts) => {
			const text = `a${parts.join('').replace(/\s/gu, '')}z`;
			const bytes = await writeXlsx({ sheets: [{ name: 'x', rows: [[xlsxCell(text)]] }] });
			expect((await readXlsx(bytes)).sheets[0]!.rows[0]![0]).toBe(writableInXml(text));
		}),
		{ numRuns: 300 }
	);
});

test('a code of a sign that somebody typed is no sign to a spreadsheet', () => {
	expect(xlsxCell('_x0041_')).toBe('_x005F_x0041_');
	expect(xlsxCell('_x0041')).toBe('_x0041');
	expect(xlsxCell(7)).toBe(7);
	expect(xlsxCell(undefined)).toBeNull();
});
