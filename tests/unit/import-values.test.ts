import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessColumns } from '#lib/formats/ideas/import/fields.ts';
import { dayOf, numberOf, pointOf } from '#lib/platform/cell-values.ts';
import { toCsv, withoutFormulaGuard } from '#lib/platform/csv.ts';
import { parse } from 'csv-parse/sync';

test.each([
	['52.0245, 8.5395', { lat: 52.0245, lng: 8.5395 }],
	['52,0245; 8,5395', { lat: 52.0245, lng: 8.5395 }],
	['52,0245 8,5395', { lat: 52.0245, lng: 8.5395 }],
	['52.0245,8.5395', { lat: 52.0245, lng: 8.5395 }],
	['(52.0245, 8.5395)', { lat: 52.0245, lng: 8.5395 }],
	['POINT(8.5395 52.0245)', { lat: 52.0245, lng: 8.5395 }],
	['SRID=4326;point z (8.5395 52.0245 110)', { lat: 52.0245, lng: 8.5395 }],
	['52,0245, 8,5395', { lat: 52.0245, lng: 8.5395 }],
	['-33.9, -70.6', { lat: -33.9, lng: -70.6 }],
	['Jahnplatz', null],
	['52.0245', null],
	['52, 8, 7', null]
])('a point is understood as people write it: %s', (text, point) => {
	expect(pointOf(text)).toEqual(point);
});

test.each([
	['2024-05-03', '2024-05-03'],
	['2024-05-03T22:15:00Z', '2024-05-03'],
	['2024-05-03 22:15', '2024-05-03'],
	['03.05.2024', '2024-05-03'],
	['3.5.24', '2024-05-03'],
	['03.05.2024 14:30', '2024-05-03'],
	['03.05.2024, 14:30 Uhr', '2024-05-03'],
	['29.02.2024', '2024-02-29'],
	['29.02.2023', null],
	['05/03/2024', null],
	['gestern', null]
])('a day is understood in ISO and German notation only: %s', (text, day) => {
	expect(dayOf(text)).toBe(day);
});

test('every day of the calendar comes back from German notation', () => {
	const days = fc.date({
		min: new Date('1990-01-01'),
		max: new Date('2099-12-31'),
		noInvalidDate: true
	});
	fc.assert(
		fc.property(days, (date) => {
			const [year, month, day] = date.toISOString().slice(0, 10).split('-');
			expect(dayOf(`${day}.${month}.${year}`)).toBe(`${year}-${month}-${day}`);
		})
	);
});

test.each([
	['12', 12],
	['8,5', 8.5],
	['8.5°', 8.5],
	['', null],
	['12 Personen', null],
	['1e5', null]
])('a number is a number and nothing else: %s', (text, number) => {
	expect(numberOf(text)).toBe(number);
});

test('headers of our own exports and of usual tables are recognised, each column once', () => {
	expect(guessColumns(['Titel', 'Beschreibung', 'Breite', 'Länge', 'Thema'])).toEqual({
		title: 0,
		body: 1,
		lat: 2,
		lng: 3,
		category: 4
	});
	expect(guessColumns(['ID', 'Betreff', 'geo_point', 'Created_At', ' Likes '])).toEqual({
		sourceId: 0,
		title: 1,
		point: 2,
		date: 3,
		supports: 4
	});
	expect(guessColumns(['العنوان', 'خط العرض', 'خط الطول'])).toEqual({ title: 0, lat: 1, lng: 2 });
});

test('a cell that was kept from being a formula comes back as it was', () => {
	const awkward = fc
		.array(fc.constantFrom("'", '=', '+', '-', '@', '\t', ' ', 'a', '1', '＝', '"', ',', '.'), {
			minLength: 1,
			maxLength: 6
		})
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(awkward, (text) => {
			const [, row] = parse(toCsv(['a', 'b'], [['x', text]]), { bom: true });
			expect(withoutFormulaGuard(row![1]!)).toBe(text);
		}),
		{ numRuns: 2000 }
	);
});
