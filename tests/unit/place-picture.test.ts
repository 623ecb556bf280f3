import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureOf } from '#lib/core/places/picture.ts';

const pin = (id: string, lng: number, lat: number) => ({ id, name: id, lat, lng });
const square = (west: number, south: number, size: number) => [
	[west, south],
	[west + size, south],
	[west + size, south + size],
	[west, south + size],
	[west, south]
];

describe('the picture of a place', () => {
	test('has north above and east to the right', () => {
		const { points } = pictureOf(null, [
			pin('south-west', 8.4, 51.9),
			pin('north-east', 8.6, 52.1)
		])!;
		expect(points[1]!.x).toBeGreaterThan(points[0]!.x);
		expect(points[1]!.y).toBeLessThan(points[0]!.y);
	});

	test('is as wide on the ground as it is high: a degree of longitude is shorter at 60 degrees north', () => {
		const { width, height, points } = pictureOf(null, [pin('a', 8, 60), pin('b', 9, 60.5)])!;
		const [a, b] = [points[0]!, points[1]!];
		expect((b.x - a.x) / (a.y - b.y)).toBeCloseTo(1, 1);
		expect(width).toBeGreaterThan(0);
		expect(height).toBeGreaterThan(0);
	});

	test('shows an outline with its hole', () => {
		const outline = {
			type: 'Polygon',
			coordinates: [square(8.5, 52, 0.1), square(8.53, 52.03, 0.02)]
		} as never;
		expect(pictureOf(outline, [])!.outline!.match(/M[^Z]+Z/g)).toHaveLength(2);
	});

	test('is not drawn where there is nothing to relate', () => {
		expect(pictureOf(null, [pin('alone', 8.5, 52)])).toBeNull();
		expect(pictureOf(null, [{ ...pin('nowhere', 0, 0), lat: null, lng: null }])).toBeNull();
	});

	test('leaves a name to the list where it would lie on another', () => {
		const { points } = pictureOf(null, [
			pin('Sieker', 8.55, 52.01),
			pin('Stieghorst', 8.55, 52.01),
			pin('Hillegossen', 8.55, 52.01),
			pin('Mitte', 8.45, 52.05)
		])!;
		expect(points[0]!.label!.y).toBeLessThan(points[0]!.y);
		expect(points[1]!.label!.y).toBeGreaterThan(points[1]!.y);
		expect(points[2]!.label).toBeNull();
	});

	test('never leaves its box and never writes one name on another', () => {
		const degrees = fc.double({ min: 0, max: 0.3, noNaN: true });
		const pins = fc.array(fc.tuple(degrees, degrees, fc.string({ minLength: 1, maxLength: 20 })), {
			minLength: 2,
			maxLength: 15
		});
		fc.assert(
			fc.property(pins, (all) => {
				const { width, height, points } = pictureOf(
					null,
					all.map(([x, y, name], index) => ({ ...pin(String(index), 8 + x, 52 + y), name }))
				)!;
				for (const { x, y } of points) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(x).toBeLessThanOrEqual(width);
					expect(y).toBeGreaterThanOrEqual(0);
					expect(y).toBeLessThanOrEqual(height);
				}
				const places = points.flatMap(({ label }) => (label ? [`${label.x} ${label.y}`] : []));
				expect(new Set(places).size).toBe(places.length);
			})
		);
	});
});
