import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greatestZoom, lastZoom, levelFor } from '#lib/core/geo/clusters.ts';
import { countInBox, type Tally } from '#lib/core/geo/count-in-box.ts';
import type { Box } from '#lib/core/places/within.ts';
import { answerGeojson } from '#lib/formats/ideas/api/geojson.server.ts';
import { filterOf, noFilter, type IdeaFilter } from '#lib/formats/ideas/filter.ts';
import {
	mapView,
	type ClusterProperties,
	type MapFeature
} from '#lib/formats/ideas/map-features.server.ts';
import { filteredCells, pinCounters } from '#lib/formats/ideas/pin-counters.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, type TestMap } from '../../fixture/idea-map.ts';
import { pinned, type Point } from '../../fixture/pins.ts';
import { pinsIn } from '../../fixture/recount-pins.ts';

const countOf = ({ properties }: MapFeature) => ('count' in properties ? properties.count : 1);
const sumOf = (features: readonly MapFeature[]) =>
	features.reduce((sum, feature) => sum + countOf(feature), 0);
const world: Box = { west: -180, south: -90, east: 180, north: 90 };

/** A quarter with crowded corners, many ideas on one spot, and pins at the ends of the earth. */
const points = (many: number): Point[] => [
	...Array.from({ length: many }, (_, nth) => ({
		lat: 52.01 + ((nth * 7919) % 1009) / 40_000,
		lng: 8.52 + ((nth * 104_729) % 1013) / 40_000
	})),
	...Array.from({ length: many / 2 }, (_, nth) => ({ lat: 52.0245 + nth * 1e-6, lng: 8.5395 })),
	...Array.from({ length: 30 }, () => ({ lat: 52.0245, lng: 8.5395 })),
	{ lat: 90, lng: 0 },
	{ lat: -90, lng: 180 },
	{ lat: 0, lng: -180 }
];

const near = (low: number, high: number) =>
	fc.oneof(
		{ weight: 4, arbitrary: fc.double({ min: low, max: high, noNaN: true }) },
		fc.constantFrom(low, high, (low + high) / 2)
	);
const pair = (limit: number, low: number, high: number) =>
	fc
		.oneof(
			{ weight: 4, arbitrary: fc.tuple(near(low, high), near(low, high)) },
			fc.tuple(near(-limit, limit), near(-limit, limit))
		)
		.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const box = fc
	.tuple(pair(180, 8.52, 8.5453), pair(90, 52.01, 52.0352))
	.map(([[west, east], [south, north]]): Box => ({ west, south, east, north }));
const zooms = fc.integer({ min: 0, max: greatestZoom });

test('the counts of any view add up to the pins in it, at every zoom', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, points(3000));
	await fc.assert(
		fc.asyncProperty(box, zooms, async (box, zoom) => {
			const { features, total } = await mapView(db, test.map, noFilter, {
				box,
				zoom,
				whole: false
			});
			expect(sumOf(features)).toBe(await pinsIn(db, test.activityId, box));
			expect(total).toBe(sumOf(features));
		}),
		{ numRuns: 150 }
	);
}, 120_000);

test('they add up also where edges cut cells so full that finer ones are counted', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, points(3000));
	const counters = pinCounters(db, test.activityId, []);
	const few = { eachCell: 4, together: 20 };
	const sums = (tallies: ReadonlyMap<number, Tally>) => [...tallies].sort(([a], [b]) => a - b);
	await fc.assert(
		fc.asyncProperty(box, zooms, async (box, zoom) => {
			const level = levelFor(box, zoom);
			const inSteps = await countInBox(counters, box, level, few);
			const oneByOne = await filteredCells(db, test.activityId, noFilter, box, level);
			expect(sums(inSteps)).toEqual(
				sums(new Map(oneByOne.map(({ cell, ...tally }) => [cell, tally])))
			);
		}),
		{ numRuns: 150 }
	);
}, 120_000);

test('a box that ends exactly where a pin lies or a cell ends counts its edge', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	// 11.25 is an edge of cells from level 5 on.
	await pinned(db, test, [
		{ lat: 0, lng: 11.25 },
		{ lat: 0, lng: 11.25 },
		{ lat: 10, lng: 12 }
	]);
	for (const box of [
		{ west: 0, south: 0, east: 11.25, north: 10 },
		{ west: 11.25, south: 0, east: 11.5, north: 10 },
		{ west: 11.25, south: 0, east: 11.25, north: 0 }
	]) {
		const { total } = await mapView(db, test.map, noFilter, { box, zoom: 9, whole: false });
		expect(total, JSON.stringify(box)).toBe(2);
	}
});

test('widened to whole cells a view counts everything in the box it names', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	// Without the pins at the ends of the earth, which lie on the very edges of cells: those count on one side.
	await pinned(db, test, points(3000).slice(0, -3));
	await fc.assert(
		fc.asyncProperty(box, zooms, async (box, zoom) => {
			const view = await mapView(db, test.map, noFilter, { box, zoom, whole: true });
			expect(view.box.west).toBeLessThanOrEqual(box.west + 1e-9);
			expect(view.box.north).toBeGreaterThanOrEqual(box.north - 1e-9);
			expect(view.total).toBe(sumOf(view.features));
			expect(view.total).toBe(await pinsIn(db, test.activityId, view.box));
		}),
		{ numRuns: 60 }
	);
}, 120_000);

test('the box that the API names holds what it counts, also a millimetre from its edge', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const ask = async () => {
		const address = `http://x/?bbox=8.53,52.02,8.55,52.03&zoom=14&cells=whole`;
		const answer = await answerGeojson(new Request(address), db, test.slug, new Date());
		const { bbox, total } = await answer.json();
		return { total, box: boundsOf({ bounds: bbox }) };
	};
	const { west, south, east, north } = (await ask()).box;
	const [lat, lng] = [(south + north) / 2, (west + east) / 2];
	await pinned(
		db,
		test,
		[-1e-8, 1e-8].flatMap((off) => [
			{ lat, lng: west + off },
			{ lat, lng: east + off },
			{ lat: south + off, lng },
			{ lat: north + off, lng }
		])
	);
	const { box, total } = await ask();
	expect(total).toBe(4);
	expect(await pinsIn(db, test.activityId, box)).toBe(4);
});

test('zooming into clusters ends at each single pin, also where many lie on one spot', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, points(400));
	const all = await db.selectFrom('ideas').select('number').where('lat', 'is not', null).execute();
	expect(await numbersBelow(db, test, world, 0)).toEqual(new Set(all.map(({ number }) => number)));
}, 120_000);

/** As a reader does: opens every cluster at its bounds, one zoom further in. */
async function numbersBelow(db: Db, test: TestMap, box: Box, zoom: number): Promise<Set<number>> {
	expect(zoom).toBeLessThanOrEqual(greatestZoom);
	const { features } = await mapView(db, test.map, noFilter, { box, zoom, whole: true });
	const found = new Set<number>();
	for (const { properties } of features) {
		if ('number' in properties) found.add(properties.number);
		else
			for (const number of await numbersBelow(db, test, boundsOf(properties), next(zoom)))
				found.add(number);
	}
	return found;
}

const next = (zoom: number) => (zoom < lastZoom ? Math.min(lastZoom, zoom + 3) : zoom + 1);
const boundsOf = ({
	bounds: [west, south, east, north]
}: Pick<ClusterProperties, 'bounds'>): Box => ({
	west,
	south,
	east,
	north
});

test('a few ideas are given one by one from the last zoom on, however wide the view', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const spot = { lat: 52.0215, lng: 8.5455 };
	await pinned(db, test, [spot, spot, spot, { lat: 52.0285, lng: 8.546 }]);
	const box = { west: 8.52, south: 52.01, east: 8.56, north: 52.03 };
	for (const whole of [true, false]) {
		const view = await mapView(db, test.map, noFilter, { box, zoom: lastZoom, whole });
		expect(view.features.map(({ properties }) => 'number' in properties)).toEqual(
			Array(4).fill(true)
		);
	}
	const further = await mapView(db, test.map, noFilter, { box, zoom: 14, whole: true });
	expect(further.features).toHaveLength(2);
});

test('more ideas on one spot than a map can show stay a count with a list behind it', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, [
		...Array.from({ length: 400 }, () => ({ lat: 52.0245, lng: 8.5395 })),
		{ lat: 52.02455, lng: 8.5395 },
		{ lat: 52.02455, lng: 8.5395 }
	]);
	const box = { west: 8.539, south: 52.024, east: 8.54, north: 52.025 };
	const { features } = await mapView(db, test.map, noFilter, { box, zoom: 20, whole: false });
	const cluster = features.find(({ properties }) => 'count' in properties)!
		.properties as ClusterProperties;
	expect(cluster.count).toBe(400);
	expect(cluster.href).toMatch(/^\/ideas\/kesselbrink-\w+\?bbox=[\d.,-]+#list$/);
	const { box: listed } = filterOf(new URL(cluster.href, 'http://x').searchParams);
	expect(await pinsIn(db, test.activityId, listed!)).toBe(400);
	expect(features).toHaveLength(3);
});

test('the same view with a filter shows what the list with that filter shows', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, points(300));
	await db.updateTable('ideas').set({ status: 'done' }).where('number', '<=', 100).execute();
	const barrier = test.map.categories[1]!.id;
	const filters: [IdeaFilter, number][] = [
		[{ ...noFilter, categories: [barrier] }, Math.floor(483 / 3)],
		[{ ...noFilter, statuses: ['done'] }, 100],
		[{ ...noFilter, statuses: ['done'], categories: [barrier] }, 33],
		[{ ...noFilter, text: 'Idee 17' }, 11],
		[{ ...noFilter, placeId: 'bielefeld' }, 483],
		[{ ...noFilter, placeId: 'bielefeld-kesselbrink' }, 0]
	];
	for (const [filter, expected] of filters) {
		for (const zoom of [2, 13, 17]) {
			const view = await mapView(db, test.map, filter, { box: world, zoom, whole: false });
			expect(view.total, JSON.stringify(filter)).toBe(expected);
			expect(sumOf(view.features)).toBe(expected);
		}
	}
});

test('clusters of a phone’s view lie apart and are few', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, points(3000).slice(0, 3000));
	for (const zoom of [13, 14, 15, 16]) {
		const width = (390 * 360) / (256 * 2 ** zoom);
		const [west, south] = [8.5325 - width / 2, 52.0225 - width * 0.4];
		const box = { west, south, east: west + width, north: south + width * 0.8 };
		const { features } = await mapView(db, test.map, noFilter, { box, zoom, whole: true });
		expect(features.length).toBeGreaterThan(3);
		expect(features.length).toBeLessThanOrEqual(64);
	}
});
