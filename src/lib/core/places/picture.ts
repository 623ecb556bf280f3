import { polygonsOf, type Boundary, type LngLat } from './boundary.ts';

export type Point = Readonly<{ x: number; y: number }>;
/** A small map without tiles: an outline and named points in a box of `width` x `height` units. */
export type Picture = Readonly<{
	width: number;
	height: number;
	/** `d` of an SVG path, drawn with fill-rule evenodd so that holes stay open; null without an outline. */
	outline: string | null;
	points: readonly (Point & Readonly<{ id: string; name: string }>)[];
}>;

const width = 320;
const margin = 28;
/** Thinner steps than this are not seen and only make the page heavier. */
const finest = 0.7;

type Pinned = Readonly<{ id: string; name: string; lat: number | null; lng: number | null }>;

/** Null where there is nothing to draw: no outline and fewer than two points to relate. */
export function pictureOf(boundary: Boundary | null, places: readonly Pinned[]): Picture | null {
	const pins = places.flatMap(({ id, name, lat, lng }) =>
		lat === null || lng === null ? [] : [{ id, name, at: [lng, lat] as LngLat }]
	);
	const rings = boundary ? polygonsOf(boundary).flat() : [];
	if (rings.length === 0 && pins.length < 2) return null;
	const { project, height } = projectionOf([...rings.flat(), ...pins.map(({ at }) => at)]);
	return {
		width,
		height,
		outline: rings.length > 0 ? rings.map((ring) => pathOf(ring.map(project))).join('') : null,
		points: pins.map(({ id, name, at }) => ({ id, name, ...project(at) }))
	};
}

/** Equirectangular about the middle: within a city it is true in shape to a thousandth. */
function projectionOf(all: readonly LngLat[]) {
	const [west, east] = extent(all.map(([lng]) => lng));
	const [south, north] = extent(all.map(([, lat]) => lat));
	const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const scale =
		(width - 2 * margin) / Math.max((east - west) * shrink, (north - south) * 0.8, 1e-6);
	const height = Math.round((north - south) * scale + 2 * margin);
	const left = (width - (east - west) * shrink * scale) / 2;
	return {
		height,
		project: ([lng, lat]: LngLat): Point => ({
			x: left + (lng - west) * shrink * scale,
			y: margin + (north - lat) * scale
		})
	};
}

function extent(values: readonly number[]): [number, number] {
	return values.reduce<[number, number]>(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[Infinity, -Infinity]
	);
}

function pathOf(ring: readonly Point[]): string {
	const kept: Point[] = [];
	for (const point of ring) {
		const last = kept.at(-1);
		if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= finest) kept.push(point);
	}
	return `M${kept.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}
