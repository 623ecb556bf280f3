import { finestLevel } from '#lib/core/geo/cells.ts';
import type { Box } from '#lib/core/places/within.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { city, type Random } from '../../fixture/city-pins.ts';
import type { TestMap } from '../../fixture/idea-map.ts';
import type { Point } from '../../fixture/pins.ts';

/** What a phone's screen shows of a map, in CSS pixels. */
const screen = { width: 358, height: 480 };
/** A map tile's width at zoom 0. */
const worldSize = 256;
/** The closest at which the whole city fits on a phone. */
const cityZoom = 10;

export type View = Readonly<{ box: Box; zoom: number; wholeCity: boolean }>;

/**
 * Views at every zoom: half of them around a pin, as people look where something is, half anywhere in the city, and as
 * many of the whole city.
 */
export function randomViews(random: Random, points: readonly Point[], eachZoom: number): View[] {
	const views: View[] = [];
	for (let zoom = 0; zoom <= 22; zoom++)
		for (let nth = 0; nth < eachZoom; nth++) {
			const pin = points[Math.floor(random() * points.length)]!;
			const middle = nth % 2 === 0 ? pin : anywhere(random);
			views.push({ box: screenAt(middle, zoom), zoom, wholeCity: false });
		}
	for (let nth = 0; nth < eachZoom; nth++) views.push(cityView(random));
	return views;
}

/** Views around the fullest spot of a map, from a few streets to a few steps. */
export async function crowdedViews(db: Db, { activityId }: TestMap): Promise<View[]> {
	const { pins, sumLat, sumLng } = await db
		.selectFrom('ideaCells')
		.select(['pins', 'sumLat', 'sumLng'])
		.where('activityId', '=', activityId)
		.where('level', '=', finestLevel)
		.orderBy('pins', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const middle = { lat: Number(sumLat) / pins / 1e7, lng: Number(sumLng) / pins / 1e7 };
	return [16, 17, 18, 19, 20, 21, 22].map((zoom) => ({
		box: screenAt(middle, zoom),
		zoom,
		wholeCity: false
	}));
}

/** The city in the middle of the screen, give or take what a thumb moves it. */
export function cityView(random: Random = () => 0.5): View {
	const middle = {
		lat: (city.south + city.north) / 2 + (random() - 0.5) * 0.02,
		lng: (city.west + city.east) / 2 + (random() - 0.5) * 0.05
	};
	return { box: screenAt(middle, cityZoom), zoom: cityZoom, wholeCity: true };
}

const anywhere = (random: Random): Point => ({
	lat: city.south + random() * (city.north - city.south),
	lng: city.west + random() * (city.east - city.west)
});

/** To six digits, as the page asks. */
function screenAt({ lat, lng }: Point, zoom: number): Box {
	const perPixel = 360 / (worldSize * 2 ** zoom);
	const halfWidth = (screen.width / 2) * perPixel;
	// Mercator stretches the north: a pixel there is fewer degrees.
	const halfHeight = (screen.height / 2) * perPixel * Math.cos((lat * Math.PI) / 180);
	return {
		west: six(Math.max(-180, lng - halfWidth)),
		south: six(Math.max(-90, lat - halfHeight)),
		east: six(Math.min(180, lng + halfWidth)),
		north: six(Math.min(90, lat + halfHeight))
	};
}

const six = (degrees: number) => Number(degrees.toFixed(6));
