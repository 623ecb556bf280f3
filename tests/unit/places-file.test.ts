import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPlacesFile } from '#lib/core/places/places-file.ts';

type Row = Record<string, unknown>;
const city: Row = { id: 'bielefeld', name: 'Bielefeld', kind: 'city', parent: null };
const district: Row = { id: 'mitte', name: 'Mitte', kind: 'district', parent: 'bielefeld' };

/** One entry per line, so that the line of an entry is its index plus two. */
const file = (...rows: unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
const problems = (text: string, known: Parameters<typeof readPlacesFile>[1] = []) => {
	const read = readPlacesFile(text, known);
	return 'problems' in read ? read.problems : [];
};

describe('a file of places', () => {
	test('of the demo quarter is good', () => {
		const read = readPlacesFile(readFileSync('demo/places.json', 'utf8'), []);
		expect(read).toHaveProperty('places.length', 29);
	});

	test('may name places that are known already as parents', () => {
		const known = [{ id: 'bielefeld', kind: 'city' as const, parentId: null }];
		expect(problems(file(district), known)).toEqual([]);
	});

	test.each<[string, Row, Row]>([
		['an id with capitals', { id: 'Mitte' }, { code: 'id_shape', field: 'id', found: 'Mitte' }],
		['no name', { name: undefined }, { code: 'missing', field: 'name' }],
		['an empty name', { name: '  ' }, { code: 'missing', field: 'name' }],
		['an unknown kind', { kind: 'Bezirk' }, { code: 'kind_unknown', found: 'Bezirk' }],
		['a misspelt field', { nmae: 'Mitte' }, { code: 'unknown_field', field: 'nmae' }],
		['a latitude beyond the pole', { lat: 95, lng: 8 }, { code: 'lat_range', found: '95' }],
		['a longitude around the world', { lat: 52, lng: 361 }, { code: 'lng_range' }],
		['a latitude alone', { lat: 52 }, { code: 'half_a_position', field: 'lat' }],
		['a latitude in words', { lat: 'north', lng: 8 }, { code: 'number_expected' }],
		['half a district', { structure: { quarter: 0.5 } }, { code: 'count_expected' }],
		['an unknown parent', { parent: 'hamm' }, { code: 'parent_unknown', found: 'hamm' }],
		['no parent though it is no city', { parent: null }, { code: 'parent_missing' }],
		['itself as parent', { parent: 'mitte' }, { code: 'parent_wrong_kind' }],
		['the id of another', { id: 'bielefeld' }, { code: 'id_twice', field: 'id' }]
	])('with %s tells the line and the field', (_, wrong, told) => {
		expect(problems(file(city, { ...district, ...wrong }))).toContainEqual(
			expect.objectContaining({ line: 3, ...told })
		);
	});

	test('with a city inside something is refused', () => {
		const inside = { ...city, id: 'hamm', parent: 'bielefeld' };
		expect(problems(file(city, inside))).toMatchObject([{ code: 'city_has_parent', line: 3 }]);
	});

	test('cannot turn a place into a smaller one than those it holds', () => {
		const known = [
			{ id: 'bielefeld', kind: 'city', parentId: null },
			{ id: 'mitte', kind: 'district', parentId: 'bielefeld' },
			{ id: 'kamphof', kind: 'quarter', parentId: 'mitte' }
		] as const;
		expect(problems(file({ ...district, kind: 'square' }), known)).toMatchObject([
			{ code: 'parent_wrong_kind', field: 'kind', found: 'kamphof' }
		]);
	});

	test('that is one object instead of a list is refused', () => {
		expect(problems('{}')).toMatchObject([{ code: 'not_a_list', line: 1 }]);
	});

	test('that is no JSON tells the line', () => {
		expect(problems('[\n{"id": }\n]')).toMatchObject([{ code: 'not_json', line: 2 }]);
	});

	test('of more than two million characters is not even read', () => {
		expect(problems(' '.repeat(2_000_001))).toMatchObject([{ code: 'too_large' }]);
	});

	test('that is wrong everywhere tells the first twenty problems', () => {
		expect(problems(file(...Array<Row>(50).fill({ ...city, kind: '?' })))).toHaveLength(20);
	});
});
