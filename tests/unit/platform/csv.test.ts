import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from '#lib/platform/csv.ts';

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

test.each(['=1+1', '+49 521', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '  =1+1', ' @x', '\n=1'])(
	'%j does not become a formula',
	(typed) => {
		expect(read(toCsv([typed, 'x'], []))[0]![0]).toBe(`'${typed}`);
	}
);

test.each(['-3', '-0.5', '7', '1000000'])('the number %s stays a number', (typed) => {
	expect(read(toCsv([typed, 'x'], []))[0]![0]).toBe(typed);
});

test('commas, quotes and line breaks come back as they were', () => {
	const row = ['a,b', '"zitiert"', 'zwei\r\nZeilen', 'مقاعد', '007', ''];
	expect(read(toCsv(row, []))).toEqual([row]);
});

test('Excel is told that it is UTF-8', () => {
	expect(toCsv(['ä'], [])).toBe('\uFEFFä\r\n');
});

test('whatever is typed stays in its cell', () => {
	const cell = fc.string({ unit: 'binary' });
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1 }), (rows) => {
			const [first, ...further] = rows;
			const back = read(toCsv(first!, further));
			expect(back.map((row) => row.at(-1))).toEqual(rows.map(() => 'end'));
			back
				.flat()
				.forEach((text, n) =>
					expect([rows.flat()[n], `'${rows.flat()[n]}`]).toContain(text.replace(/^-0$/, '-0'))
				);
		})
	);
});
