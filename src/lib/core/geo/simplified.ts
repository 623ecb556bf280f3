import type { LngLat } from '../places/boundary.ts';

/** Degrees, about 5 m: where simplifying begins. */
const finest = 5e-5;

/**
 * Rings with at most so many corners together: the bends that are seen least go first. Source: Douglas and Peucker
 * (1973), with a tolerance that is doubled until it is enough. Rings that become a line are left out.
 */
export function simplified(rings: readonly (readonly LngLat[])[], corners: number): LngLat[][] {
	for (let tolerance = finest; ; tolerance *= 2) {
		const simple = rings.map((ring) => simpler(ring, tolerance)).filter(({ length }) => length > 3);
		if (simple.reduce((sum, { length }) => sum + length, 0) <= corners) return simple.map(rounded);
	}
}

/** A ring begins and ends at one point, so it is taken as two lines between that point and the one farthest from it. */
function simpler(ring: readonly LngLat[], tolerance: number): LngLat[] {
	const [start] = ring;
	if (!start) return [];
	const far = farthest(ring, (point) => distance(point, start));
	const there = line(ring.slice(0, far.at + 1), tolerance);
	return [...there, ...line(ring.slice(far.at), tolerance).slice(1)];
}

function line(points: readonly LngLat[], tolerance: number): LngLat[] {
	const [first, last] = [points[0]!, points.at(-1)!];
	const far = farthest(points, (point) => distanceToLine(point, first, last));
	if (far.by <= tolerance || points.length < 3) return points.length > 1 ? [first, last] : [first];
	return [
		...line(points.slice(0, far.at + 1), tolerance),
		...line(points.slice(far.at), tolerance).slice(1)
	];
}

function farthest(points: readonly LngLat[], by: (point: LngLat) => number) {
	return points.reduce(
		(found, point, at) => (by(point) > found.by ? { at, by: by(point) } : found),
		{ at: 0, by: 0 }
	);
}

const distance = (a: LngLat, b: LngLat): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

function distanceToLine(point: LngLat, from: LngLat, to: LngLat): number {
	const long = distance(from, to);
	if (long === 0) return distance(point, from);
	const cross = (to[0] - from[0]) * (from[1] - point[1]) - (from[0] - point[0]) * (to[1] - from[1]);
	return Math.abs(cross) / long;
}

const rounded = (ring: readonly LngLat[]): LngLat[] =>
	ring.map(([lng, lat]): LngLat => [Number(lng.toFixed(5)), Number(lat.toFixed(5))]);
