import { polygonsOf, type Boundary, type LngLat } from './boundary.ts';

/** A point with its name; where names would lie on each other, one moves below its point or is left to the list. */
export type PicturePoint = Readonly<{
	id: string;
	name: string;
	x: number;
	y: number;
	label: Readonly<{ x: number; y: number; anchor: 'start' | 'middle' | 'end' }> | null;
}>;

/** A small map without tiles: an outline and named points in a box of `width` x `height` units. */
export type Picture = Readonly<{
	width: number;
	height: number;
	/** `d` of an SVG path, drawn with fill-rule evenodd so that holes stay open; null without an outline. */
	outline: string | null;
	points: readonly PicturePoint[];
}>;

export const width = 320;
const margin = 28;
/** Thinner steps than this are not seen and only make the page heavier. */
const finest = 0.7;
/** A label of 11 units: about this wide per letter, and this high. */
const letter = 6.4;
const line = 13;

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
		points: labelled(pins.map(({ id, name, at }) => ({ id, name, ...project(at) })))
	};
}

/** Fits all these points into a picture's width. Equirectangular about the middle: within a city it is true in shape to a thousandth. */
export function projectionOf(all: readonly LngLat[]) {
	const [west, east] = extent(all.map(([lng]) => lng));
	const [south, north] = extent(all.map(([, lat]) => lat));
	const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const scale =
		(width - 2 * margin) / Math.max((east - west) * shrink, (north - south) * 0.8, 1e-6);
	const left = (width - (east - west) * shrink * scale) / 2;
	return {
		height: Math.round((north - south) * scale + 2 * margin),
		project: ([lng, lat]: LngLat) => ({
			x: round(left + (lng - west) * shrink * scale),
			y: round(margin + (north - lat) * scale)
		})
	};
}

const round = (value: number): number => Math.round(value * 10) / 10;

function extent(values: readonly number[]): [number, number] {
	return values.reduce<[number, number]>(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[Infinity, -Infinity]
	);
}

/** `d` of a closed SVG path without steps that nobody sees. */
export function pathOf(ring: readonly { x: number; y: number }[]): string {
	const kept: { x: number; y: number }[] = [];
	for (const point of ring) {
		const last = kept.at(-1);
		if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= finest) kept.push(point);
	}
	return `M${kept.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}

type Box = { left: number; right: number; top: number; bottom: number };

/** Above the point, else below it, else without a name. */
function labelled(pins: readonly Omit<PicturePoint, 'label'>[]): PicturePoint[] {
	const taken: Box[] = pins.map(({ x, y }) => ({
		left: x - 6,
		right: x + 6,
		top: y - 6,
		bottom: y + 6
	}));
	return pins.map((pin) => {
		const wide = pin.name.length * letter;
		const anchor =
			pin.x < wide / 2 ? 'start' : pin.x > width - wide / 2 ? 'end' : ('middle' as const);
		const left = { start: pin.x, middle: pin.x - wide / 2, end: pin.x - wide }[anchor];
		for (const y of [pin.y - 9, pin.y + 18]) {
			const box = { left, right: left + wide, top: y - line + 3, bottom: y + 3 };
			if (taken.some((other) => overlap(box, other))) continue;
			taken.push(box);
			return { ...pin, label: { x: pin.x, y: round(y), anchor } };
		}
		return { ...pin, label: null };
	});
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
