import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBoundariesFile } from '#lib/core/places/boundaries-file.ts';

const place = (id: string, name: string, kind: 'city' | 'district' | 'quarter') => ({
	id,
	name,
	kind,
	lat: kind === 'city' ? 52.02 : null,
	lng: kind === 'city' ? 8.53 : null,
	parentId: kind === 'city' ? null : 'bielefeld'
});
const places = [
	place('bielefeld', 'Bielefeld', 'city'),
	place('mitte', 'Mitte', 'district'),
	place('heepen', 'Heepen', 'district'),
	place('heepen-kern', 'Heepen', 'quarter')
];

const ring = [
	[8.5, 52],
	[8.6, 52],
	[8.6, 52.1],
	[8.5, 52]
];
const polygon = { type: 'Polygon', coordinates: [ring] };
const feature = (properties: unknown, geometry: unknown = polygon) => ({
	type: 'Feature',
	properties,
	geometry
});
/** One feature per line, the first on line 2. */
const collection = (...features: unknown[]) =>
	`{"type":"FeatureCollection","features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}`;

const problems = (file: string) => {
	const read = readBoundariesFile(file, places);
	return 'problems' in read ? read.problems : [];
};
const owners = (file: string) => {
	const read = readBoundariesFile(file, places);
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	return read.boundaries.map(({ placeId }) => placeId);
};
const withRing = (wrong: unknown) =>
	collection(
		feature({ id: 'mitte' }),
		feature({ id: 'heepen' }, { type: 'Polygon', coordinates: wrong })
	);

describe('a feature belongs to', () => {
	test('the place with the id in its properties', () => {
		expect(owners(collection(feature({ id: 'mitte' })))).toEqual(['mitte']);
	});

	test('the place with its own id', () => {
		expect(owners(collection({ ...feature(null), id: 'mitte' }))).toEqual(['mitte']);
	});

	test('the place with its name, in whatever spelling of the field', () => {
		expect(owners(collection(feature({ NAME: 'mitte' })))).toEqual(['mitte']);
	});

	test('the place with its name and kind', () => {
		expect(owners(collection(feature({ name: 'Heepen', kind: 'quarter' })))).toEqual([
			'heepen-kern'
		]);
	});

	test('nobody, where the name fits two places', () => {
		expect(problems(collection(feature({ name: 'Heepen' })))).toMatchObject([
			{ code: 'place_ambiguous', feature: 0, line: 2, found: 'Heepen' }
		]);
	});

	test('nobody of ours, and is told as left out', () => {
		const read = readBoundariesFile(
			collection(feature({ id: 'mitte' }), feature({ name: 'Paderborn' })),
			places
		);
		expect(read).toMatchObject({ boundaries: [{ placeId: 'mitte' }], leftOut: ['Paderborn'] });
	});

	test('nobody of ours in the whole file, which is then refused', () => {
		expect(problems(collection(feature({ name: 'Paderborn' })))).toMatchObject([
			{ code: 'nothing_matches', found: 'Paderborn' }
		]);
	});

	test('a place that another feature has already', () => {
		expect(problems(collection(feature({ id: 'mitte' }), feature({ id: 'mitte' })))).toMatchObject([
			{ code: 'place_twice', feature: 1, line: 3 }
		]);
	});
});

describe('an outline is refused with feature, line and field', () => {
	test.each<[string, unknown, string, string]>([
		['without rings', [], 'ring_missing', 'geometry.coordinates'],
		['with three positions', [ring.slice(1)], 'ring_short', 'geometry.coordinates[0]'],
		['that does not close', [[...ring, [8.7, 52]]], 'ring_open', 'geometry.coordinates[0]'],
		[
			'with latitude before longitude',
			[ring.map(([lng, lat]) => [lat, lng])],
			'coordinate_swapped',
			'geometry.coordinates[0][0]'
		],
		[
			'in metres of a projection',
			[ring.map(([lng, lat]) => [lng! * 50_000, lat! * 100_000])],
			'coordinate_projected',
			'geometry.coordinates[0][0]'
		],
		[
			'off the globe',
			[ring.map(([lng]) => [lng, 91])],
			'coordinate_range',
			'geometry.coordinates[0][0]'
		],
		[
			'with a position in words',
			[[ring[0], ['8.6', '52'], ring[2], ring[3]]],
			'coordinate_wrong',
			'geometry.coordinates[0][1]'
		]
	])('%s', (_, rings, code, field) => {
		expect(problems(withRing(rings))).toMatchObject([{ code, feature: 1, line: 3, field }]);
	});

	test('that is a line', () => {
		const line = { type: 'LineString', coordinates: ring };
		expect(problems(collection(feature({ id: 'mitte' }, line)))).toMatchObject([
			{ code: 'geometry_wrong_type', field: 'geometry.type', found: 'LineString' }
		]);
	});

	test('that is missing', () => {
		expect(problems(collection(feature({ id: 'mitte' }, null)))).toMatchObject([
			{ code: 'geometry_wrong_type' }
		]);
	});

	test('with one bad part among several', () => {
		const parts = { type: 'MultiPolygon', coordinates: [[ring], [ring.slice(1)]] };
		expect(problems(collection(feature({ id: 'mitte' }, parts)))).toMatchObject([
			{ code: 'ring_short', field: 'geometry.coordinates[1][0]' }
		]);
	});
});

describe('the file itself is refused', () => {
	test.each([
		['[]', 'not_a_feature_collection'],
		['{"type":"FeatureCollection"}', 'not_a_feature_collection'],
		['{"type":"FeatureCollection","features":[]}', 'missing'],
		['{"type":"FeatureCollection","features":[{"type":"Point"}]}', 'not_a_feature'],
		['{"type":"FeatureCollection","features":[null]}', 'not_a_feature'],
		['{"type":', 'not_json'],
		[' '.repeat(2_000_001), 'too_large']
	])('%.60s', (file, code) => {
		expect(problems(file)).toMatchObject([{ code }]);
	});

	test('for another reference system', () => {
		const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25832' } };
		const file = JSON.stringify({ type: 'FeatureCollection', crs, features: [feature({})] });
		expect(problems(file)).toMatchObject([{ code: 'other_reference_system' }]);
	});
});

test('whatever JSON comes, it is read or refused, never thrown at', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (properties, coordinates) => {
			const file = collection(
				feature({ id: 'mitte' }, { type: 'Polygon', coordinates }),
				feature(properties),
				coordinates
			);
			expect(problems(file)).toEqual(expect.any(Array));
		})
	);
});

test('heights and needless digits are left out', () => {
	const high = [ring.map(([lng, lat]) => [lng! + 0.00000001, lat, 120])];
	const read = readBoundariesFile(
		collection(feature({ id: 'mitte' }, { type: 'Polygon', coordinates: high })),
		places
	);
	expect(read).toMatchObject({ boundaries: [{ boundary: polygon }] });
});
