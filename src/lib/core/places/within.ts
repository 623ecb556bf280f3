import { polygonsOf, type Boundary, type LngLat } from './boundary.ts';

export type Box = Readonly<{ west: number; south: number; east: number; north: number }>;

/**
 * Whether a point lies in an outline: even-odd rule over all rings, so that holes are outside. A point on the edge may
 * fall on either side. Source: W. R. Franklin, PNPOLY.
 */
export const isWithin = (boundary: Boundary, point: LngLat): boolean =>
	polygonsOf(boundary).some(
		(rings) => rings.filter((ring) => crossesOddly(ring, point)).length % 2 === 1
	);

function crossesOddly(ring: readonly LngLat[], [x, y]: LngLat): boolean {
	let inside = false;
	for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
		const [ax, ay] = ring[at]!;
		const [bx, by] = ring[before]!;
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
	}
	return inside;
}

export function boxOf(boundary: Boundary): Box {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng, lat] of polygonsOf(boundary).flat().flat()) {
		west = Math.min(west, lng);
		east = Math.max(east, lng);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
	}
	return { west, south, east, north };
}
