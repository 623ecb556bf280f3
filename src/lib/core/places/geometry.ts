import type { JsonPath } from '../../platform/json-source.ts';
import type { Boundary, LngLat } from './boundary.ts';
import { firstCrossing } from './crossing.ts';
import type { FileProblemCode } from './problems.ts';

/** What is wrong in a geometry, and where. */
export type Wrong = { code: FileProblemCode; path: JsonPath; found?: unknown };

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `geometry.coordinates[0][3]` */
export const pathText = (path: JsonPath): string =>
	path.reduce<string>(
		(text, step) =>
			typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step,
		''
	);

/** A ring with more points draws metres that nobody sees, and every pin is tested against each of them. */
export const mostPoints = 20_000;

/**
 * Checks a GeoJSON geometry of areas. `near`: where it is expected to lie, to tell swapped coordinates from right ones.
 */
export function readGeometry(
	geometry: unknown,
	near: LngLat | null
): { boundary: Boundary } | { wrong: Wrong } {
	const type = isObject(geometry) ? geometry['type'] : undefined;
	if (!isObject(geometry) || (type !== 'Polygon' && type !== 'MultiPolygon')) {
		return { wrong: { code: 'geometry_wrong_type', path: ['geometry', 'type'], found: type } };
	}
	const path = ['geometry', 'coordinates'];
	const { coordinates } = geometry;
	const wrong =
		type === 'Polygon'
			? polygonWrong(coordinates, path, near)
			: firstWrong(coordinates, path, (polygon, at) => polygonWrong(polygon, at, near));
	return wrong ? { wrong } : { boundary: rounded({ type, coordinates } as Boundary) };
}

function polygonWrong(polygon: unknown, path: JsonPath, near: LngLat | null): Wrong | null {
	return firstWrong(polygon, path, (ring, at) => ringWrong(ring, at, near));
}

function firstWrong(
	list: unknown,
	path: JsonPath,
	check: (item: unknown, path: JsonPath) => Wrong | null
): Wrong | null {
	if (!Array.isArray(list) || list.length === 0) return { code: 'ring_missing', path };
	for (const [index, item] of list.entries()) {
		const wrong = check(item, [...path, index]);
		if (wrong) return wrong;
	}
	return null;
}

function ringWrong(ring: unknown, path: JsonPath, near: LngLat | null): Wrong | null {
	if (!Array.isArray(ring) || ring.length < 4) return { code: 'ring_short', path };
	if (ring.length > mostPoints) return { code: 'ring_long', path, found: ring.length };
	for (const [index, position] of ring.entries()) {
		const code = positionWrong(position, near);
		if (code) return { code, path: [...path, index], found: position };
	}
	const [first, last] = [ring[0], ring.at(-1)] as [LngLat, LngLat];
	if (first[0] !== last[0] || first[1] !== last[1]) return { code: 'ring_open', path };
	const crossing = firstCrossing(ring as LngLat[]);
	if (!crossing) return null;
	return { code: 'ring_crosses', path: [...path, crossing.edge], found: crossing.at };
}

function positionWrong(position: unknown, near: LngLat | null): FileProblemCode | null {
	if (!Array.isArray(position) || position.length < 2) return 'coordinate_wrong';
	const [lng, lat] = position as [unknown, unknown];
	if (typeof lng !== 'number' || typeof lat !== 'number') return 'coordinate_wrong';
	// Metres of a projection (UTM, Gauß-Krüger) are in the hundreds of thousands.
	if (Math.abs(lng) > 1000 && Math.abs(lat) > 1000) return 'coordinate_projected';
	if (near && distance([lng, lat], near) > 2 && distance([lat, lng], near) < 2)
		return 'coordinate_swapped';
	return Math.abs(lng) > 180 || Math.abs(lat) > 90 ? 'coordinate_range' : null;
}

/** In degrees; a city is well below 2, and in Europe swapping moves a place by dozens. */
const distance = (a: LngLat, b: LngLat): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Six digits are a tenth of a metre; more only makes pages heavier. A height is left out. */
function rounded(boundary: Boundary): Boundary {
	const keep = (value: number) => Math.round(value * 1e6) / 1e6;
	const short = (ring: readonly LngLat[]) =>
		ring.map(([lng, lat]): LngLat => [keep(lng), keep(lat)]);
	return boundary.type === 'Polygon'
		? { type: 'Polygon', coordinates: boundary.coordinates.map(short) }
		: { type: 'MultiPolygon', coordinates: boundary.coordinates.map((rings) => rings.map(short)) };
}
