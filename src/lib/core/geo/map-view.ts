import type { Config } from '../../platform/config.ts';
import { zoomFor } from './bbox.ts';
import { cellOf, type Cell } from './cells.ts';
import { clustersOf, levelFor } from './clusters.ts';
import { nothing, sumOf, type Tally } from './count-in-box.ts';
import { thinned } from './thinned.ts';
import { polygonsOf, type Boundary } from '../places/boundary.ts';
import { pictureOf } from '../places/picture.ts';
import { boxOf, type Box } from '../places/within.ts';

type Pinned = Readonly<{ lat: number | null; lng: number | null }>;
type Point = Readonly<{ lat: number; lng: number }>;

/** Around the outermost points lies an eighth of their extent, some hundred metres at least: no pin is on the edge. */
const share = 1 / 8;
const leastDegrees = 0.004;

const pointsOf = (all: readonly Pinned[]): Point[] =>
	all.filter((one): one is Pinned & Point => one.lat !== null && one.lng !== null);

/** What the map shows first: where these are, else the place that was asked for; null where nothing is known. */
export function boxAround(all: readonly Pinned[], boundary: Boundary | null): Box | null {
	const points = pointsOf(all);
	if (points.length === 0) return boundary && boxOf(boundary);
	const [lats, lngs] = [points.map(({ lat }) => lat), points.map(({ lng }) => lng)];
	const [west, east] = widened(lngs);
	const [south, north] = widened(lats);
	return { west, south, east, north };
}

function widened(values: readonly number[]): [number, number] {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const margin = Math.max(leastDegrees, (high - low) * share);
	return [low - margin, high + margin];
}

/** What the map on a page is told: see `MapConfig` in ui/map. */
export const frameOf = ({
	box,
	boundary,
	places,
	config: { tileUrl, tileAttribution },
	features
}: {
	box: Box;
	boundary: Boundary | null;
	places: readonly (Pinned & Readonly<{ name: string; kind: string }>)[];
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>;
	features: string;
}) => ({
	box: [box.west, box.south, box.east, box.north] as const,
	outline: boundary ? polygonsOf(boundary).flat().map(thinned) : [],
	features,
	tiles: tileUrl ? '/tiles/{z}/{x}/{y}' : '',
	attribution: tileAttribution,
	// Whoever looks for a place in the quarter is not helped by the name of the city across it.
	places: places.flatMap(({ name, lat, lng, kind }) =>
		lat === null || lng === null || kind === 'city' ? [] : [{ name, lat, lng }]
	)
});

/** The map as a picture, for who has no JavaScript: clusters in the outline. */
export function pictureOfPins(pins: readonly Pinned[], boundary: Boundary | null, box: Box) {
	const zoom = Math.max(0, zoomFor(box) - 1);
	const level = levelFor(box, zoom);
	const tallies = new Map<Cell, Tally>();
	for (const { lat, lng } of pointsOf(pins)) {
		const cell = cellOf(lat, lng, level);
		const one = { pins: 1, sumLat: lat * 1e7, sumLng: lng * 1e7, sumNumber: 0 };
		tallies.set(cell, sumOf(tallies.get(cell) ?? nothing, one));
	}
	const clusters = clustersOf(tallies, level, zoom).map(({ pins, lat, lng }, index) => ({
		id: String(index),
		name: String(pins),
		lat,
		lng
	}));
	// Without an outline the corners keep the picture to scale.
	const corners = [
		{ id: '', name: '', lat: box.north, lng: box.west },
		{ id: '', name: '', lat: box.south, lng: box.east }
	];
	const picture = pictureOf(boundary, [...clusters, ...(boundary ? [] : corners)]);
	return picture && { ...picture, points: picture.points.filter(({ id }) => id !== '') };
}
