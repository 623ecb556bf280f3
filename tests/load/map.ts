import { chromium } from '@playwright/test';
import { mapView } from '#lib/formats/ideas/map-features.server.ts';
import { noFilter } from '#lib/formats/ideas/filter.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { chromiumOptions } from '../fixture/chromium.ts';
import { cityPins, seeded } from '../fixture/city-pins.ts';
import { boxText } from '#lib/core/geo/bbox.ts';
import { ideaMap, type TestMap } from '../fixture/idea-map.ts';
import { pinned, type Point } from '../fixture/pins.ts';
import { fetchRaw, serveAllPins, type Fetched } from './harness/all-pins.ts';
import { startDatabase } from './harness/database.ts';
import { firstView } from './harness/first-view.ts';
import { addsUp, askFor, lookFor, sizesOf } from './harness/map-answers.ts';
import { cityView, randomViews, type View } from './harness/map-views.ts';
import { median, percentile, rounded } from './harness/numbers.ts';
import { startApp } from './harness/server.ts';

const seed = 20261126;

/** A map of the city with so many pins. */
type Filled = { pins: number; test: TestMap; insertSeconds: number };

/**
 * What a view of a map costs with 100, 10,000, 100,000 and 1,000,000 pins (`--pins 100,10000`): the time to find it, its
 * size, whether its counts are right and every pin can be reached; beside it all pins as one document.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const sizes = sizesFrom(args) ?? (quick ? [100, 10_000] : [100, 10_000, 100_000, 1_000_000]);
	const database = await startDatabase();
	try {
		const points = [...take(cityPins(seed), sizes[0]!)];
		const views = randomViews(seeded(seed), points, quick ? 2 : 6);
		const filled: Filled[] = [];
		for (const pins of sizes) filled.push(await fill(database.db, pins));
		await database.pool.query('vacuum analyze');

		const times = await timed(database.db, filled, views, quick ? 1 : 3);
		const answers = [];
		for (const one of filled) answers.push(await judged(database.db, one, views, quick ? 20 : 50));
		const wire = await overTheWire(database.db, database.url, filled);
		const [base, compared] = [indexOf(sizes, 100, 0), indexOf(sizes, 100_000, sizes.length - 1)];
		const ratio = (mode: Mode) => rounded(times[compared]![mode].p95ms / times[base]![mode].p95ms);
		return {
			pins: sizes.at(-1),
			viewportBytesP95: answers.at(-1)!.brotli.p95,
			p95Ratio: ratio('whole'),
			p95RatioExact: ratio('exact'),
			ratioOf: [sizes[compared], sizes[base]],
			reachable: answers.every(({ unreachable }) => unreachable === 0),
			firstViewBytes: wire.firstViews[0],
			views: views.length,
			cases: filled.map(({ pins, insertSeconds }, index) => ({
				pins,
				insertSeconds,
				...times[index],
				...answers[index],
				...wire.cases[index]
			}))
		};
	} finally {
		await database.stop();
	}
}

function sizesFrom(args: string[]): number[] | null {
	const at = args.indexOf('--pins');
	if (at < 0) return null;
	const sizes = (args[at + 1] ?? '').split(',').map(Number);
	if (!sizes.every((size) => Number.isInteger(size) && size > 0))
		throw new Error('--pins takes whole numbers with commas between them');
	return sizes.sort((a, b) => a - b);
}

const indexOf = (sizes: readonly number[], wanted: number, otherwise: number): number =>
	sizes.includes(wanted) ? sizes.indexOf(wanted) : otherwise;

function* take(points: Generator<Required<Point>>, count: number): Generator<Required<Point>> {
	for (let nth = 0; nth < count; nth++) yield points.next().value;
}

async function fill(db: Db, pins: number): Promise<Filled> {
	const start = performance.now();
	const test = await ideaMap(db);
	await db
		.updateTable('ideaMaps')
		.set({ area: null })
		.where('activityId', '=', test.activityId)
		.execute();
	const points = cityPins(seed);
	const step = 20_000;
	for (let done = 0; done < pins; done += step)
		await pinned(db, test, [...take(points, Math.min(step, pins - done))]);
	return { pins, test, insertSeconds: rounded((performance.now() - start) / 1000) };
}

const modes = ['whole', 'exact'] as const;
type Mode = (typeof modes)[number];
type Times = Record<Mode, { p50ms: number; p95ms: number }>;

/**
 * Percentiles over the views, of each the median of its repeats. Maps take turns view by view, so that whatever else the
 * machine does meets all alike.
 */
async function timed(
	db: Db,
	filled: readonly Filled[],
	views: readonly View[],
	repeats: number
): Promise<Times[]> {
	const samples = filled.map(() => ({
		whole: views.map((): number[] => []),
		exact: views.map((): number[] => [])
	}));
	// The first round only warms up.
	for (let repeat = 0; repeat <= repeats; repeat++)
		for (const [nth, view] of views.entries())
			for (const [index, { test }] of filled.entries())
				for (const mode of modes) {
					const start = performance.now();
					await mapView(db, test.map, noFilter, { ...view, whole: mode === 'whole' });
					if (repeat > 0) samples[index]![mode][nth]!.push(performance.now() - start);
				}
	return samples.map(({ whole, exact }) => ({ whole: spread(whole), exact: spread(exact) }));
}

function spread(samples: readonly (readonly number[])[]): { p50ms: number; p95ms: number } {
	const medians = samples.map(median);
	return { p50ms: rounded(median(medians)), p95ms: rounded(percentile(medians, 0.95)) };
}

async function judged(db: Db, { pins, test }: Filled, views: readonly View[], sampled: number) {
	const wrong = { whole: 0, exact: 0 };
	const sizes: { gzip: number; brotli: number; wholeCity: boolean }[] = [];
	for (const view of views)
		for (const mode of modes) {
			const answer = await askFor(db, test, view, mode === 'whole');
			if (!(await addsUp(db, test, answer))) wrong[mode]++;
			if (mode === 'whole') sizes.push({ ...(await sizesOf(answer)), wholeCity: view.wholeCity });
		}
	const bytes = (coding: 'gzip' | 'brotli') => {
		const all = sizes.map((size) => size[coding]);
		const wholeCity = sizes.filter((size) => size.wholeCity).map((size) => size[coding]);
		return {
			p95: percentile(all, 0.95),
			most: Math.max(...all),
			wholeCity: Math.max(...wholeCity)
		};
	};
	return {
		wrongSums: wrong,
		gzip: bytes('gzip'),
		brotli: bytes('brotli'),
		...(await reach(db, test, pins, sampled))
	};
}

/** Looks for pins spread over all numbers, from the view of the whole city on. */
async function reach(db: Db, test: TestMap, pins: number, sampled: number) {
	const every = Math.max(1, Math.floor(pins / sampled));
	const wanted = await db
		.selectFrom('ideas')
		.select(['number', 'lat', 'lng'])
		.where('activityId', '=', test.activityId)
		.where(
			'number',
			'in',
			Array.from({ length: Math.min(pins, sampled) }, (_, nth) => 1 + nth * every)
		)
		.execute();
	const found = { 'on the map': 0, 'in a list': 0, nowhere: 0 };
	for (const { number, lat, lng } of wanted)
		found[await lookFor(db, test, { number, lat: lat!, lng: lng! }, cityView())]++;
	return { onMap: found['on the map'], inList: found['in a list'], unreachable: found.nowhere };
}

/** The view of the whole city from the app itself, beside all pins as one document; and what the page weighs. */
async function overTheWire(db: Db, databaseUrl: string, filled: readonly Filled[]) {
	const app = await startApp(databaseUrl);
	const other = await serveAllPins(
		db,
		filled.map(({ test }) => test)
	);
	const browser = await chromium.launch(chromiumOptions);
	try {
		const { box, zoom } = cityView();
		const cases = [];
		const firstViews: number[] = [];
		for (const { pins, test } of filled) {
			const view = `${app.origin}/api/v1/ideas/${test.slug}.geojson?bbox=${boxText(box)}&zoom=${zoom}&cells=whole`;
			const cityAnswer = await typical(() => fetchRaw(view), 5);
			const all = await typical(
				() => fetchRaw(`${other.origin}/${test.slug}`),
				pins > 100_000 ? 1 : 3
			);
			cases.push({ cityAnswer, allPinsAtOnce: all });
			const page = `${app.origin}/ideas/${test.slug}#map`;
			firstViews.push((await firstView(browser, page, { fetches: /\.geojson/ })).bytes);
		}
		return { cases, firstViews };
	} finally {
		await browser.close();
		await other.stop();
		await app.stop();
	}
}

async function typical(fetch: () => Promise<Fetched>, repeats: number): Promise<Fetched> {
	const all: Fetched[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) all.push(await fetch());
	return { ms: rounded(median(all.map(({ ms }) => ms))), bytes: all[0]!.bytes };
}
