import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAreaFile } from '#lib/core/places/area-file.ts';
import { pointsText, readPoints } from '#lib/core/places/area-points.ts';
import { firstCrossing } from '#lib/core/places/crossing.ts';
import type { LngLat } from '#lib/core/places/boundary.ts';

const near: LngLat = [8.54, 52.02];
const square: LngLat[] = [
	[8.53, 52.01],
	[8.55, 52.01],
	[8.55, 52.03],
	[8.53, 52.03],
	[8.53, 52.01]
];
const bowTie: LngLat[] = [square[0]!, square[2]!, square[1]!, square[3]!, square[0]!];
const polygon = (ring: readonly LngLat[]) => ({ type: 'Polygon', coordinates: [ring] });
const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
const file = (value: unknown) => JSON.stringify(value, null, 1);

test('an area may come as a geometry, a feature or a collection, whose parts count together', () => {
	expect(readAreaFile(file(polygon(square)), near)).toEqual({ area: polygon(square) });
	expect(readAreaFile(file(feature(polygon(square))), near)).toEqual({ area: polygon(square) });
	const two = {
		type: 'FeatureCollection',
		features: [feature(polygon(square)), feature(polygon(square))]
	};
	expect(readAreaFile(file(two), near)).toEqual({
		area: { type: 'MultiPolygon', coordinates: [[square], [square]] }
	});
});

const swapped = square.map(([lng, lat]): LngLat => [lat, lng]);
test.each([
	['a file of more than two million characters', ' '.repeat(2_000_001), 'too_large'],
	['no JSON', '{"type": ', 'not_json'],
	['a list', '[]', 'not_an_area'],
	['an empty collection', file({ type: 'FeatureCollection', features: [] }), 'not_an_area'],
	['a point', file(feature({ type: 'Point', coordinates: [8, 52] })), 'geometry_wrong_type'],
	['a ring that crosses itself', file(polygon(bowTie)), 'ring_crosses'],
	['latitude before longitude', file(polygon(swapped)), 'coordinate_swapped'],
	['a ring that is not closed', file(polygon(square.slice(0, -1))), 'ring_open'],
	[
		'metres of a projection',
		file(
			polygon([
				[467000, 5763000],
				[467100, 5763000],
				[467100, 5763100],
				[467000, 5763000]
			])
		),
		'coordinate_projected'
	],
	['too many points', file(polygon(circle(20_001))), 'ring_long']
])('%s is refused with its reason and line', (_, text, code) => {
	const read = readAreaFile(text, near);
	expect(read).toMatchObject({ problems: [{ code, line: expect.any(Number) }] });
});

test('the problem names the line of the edge at which the ring crosses itself', () => {
	const read = readAreaFile(file(feature(polygon(bowTie))), near);
	expect(read).toMatchObject({ problems: [{ field: 'geometry.coordinates[0][0]', line: 8 }] });
});

function circle(points: number): LngLat[] {
	const ring = Array.from({ length: points }, (_, index): LngLat => {
		const angle = (2 * Math.PI * index) / points;
		return [8.54 + Math.cos(angle) / 100, 52.02 + Math.sin(angle) / 100];
	});
	return [...ring, ring[0]!];
}

test('no convex ring crosses itself; two of its points exchanged make it cross', () => {
	fc.assert(
		fc.property(fc.integer({ min: 5, max: 60 }), fc.nat(), (points, chance) => {
			const ring = circle(points);
			expect(firstCrossing(ring)).toBeNull();
			const at = 1 + (chance % (points - 3));
			const broken = ring.with(at, ring[at + 1]!).with(at + 1, ring[at]!);
			expect(firstCrossing(broken)).not.toBeNull();
		})
	);
});

test('an outline that touches itself in a point is none that crosses', () => {
	const touching: LngLat[] = [
		[0, 0],
		[2, 0],
		[1, 1],
		[2, 2],
		[0, 2],
		[1, 1],
		[0, 0]
	];
	expect(firstCrossing(touching)).toBeNull();
});

test('points are typed one a line, with points or commas, and read back the same', () => {
	const typed = '52.01, 8.53\n52.01, 8.55\n\n52,03 8,55\n52.03;8.53\n52.01, 8.53';
	const read = readPoints(typed, near);
	expect(read).toEqual({ area: polygon(square) });
	const text = 'area' in read ? pointsText(read.area)! : '';
	expect(readPoints(text, near)).toEqual(read);
});

test.each([
	['52.01, 8.53\nhier, dort', { code: 'point_unreadable', line: 2, found: 'hier, dort' }],
	['52.01, 8.53\n8.55, 52.01', { code: 'point_swapped', line: 2, found: '8.55, 52.01' }],
	['152.01, 8.53', { code: 'point_range', line: 1, found: '152.01, 8.53' }],
	['52.01, 8.53\n52.01, 8.55', { code: 'points_few', line: null }],
	[
		bowTie.map(([lng, lat]) => `${lat}, ${lng}`).join('\n'),
		{ code: 'points_cross', line: null, found: '52.01, 8.53' }
	]
])('typed points are refused where they cannot be: %s', (typed, problem) => {
	expect(readPoints(typed, near)).toEqual({ problem });
});
