import { chromium, type Browser } from '@playwright/test';
import { boxText } from '#lib/core/geo/bbox.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { chromiumOptions } from '../fixture/chromium.ts';
import { cityPins, seeded } from '../fixture/city-pins.ts';
import { ideaMap, type TestMap } from '../fixture/idea-map.ts';
import { pinned, type Point } from '../fixture/pins.ts';
import { fetchRaw, serveAllPins, type Fetched } from './harness/all-pins.ts';
import { startDatabase } from './harness/database.ts';
import { firstView } from './harness/first-view.ts';
import { timeViews, type Mode } from './harness/map-times.ts';
import { judge } from './harness/map-verdict.ts';
import { cityView, crowdedViews, randomViews } from './harness/map-views.ts';
import { median, rounded } from './harness/numbers.ts';
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
		const filled: Filled[] = [];
		for (const pins of sizes) filled.push(await fill(database.db, pins));
		await database.pool.query('vacuum analyze');
		const maps = filled.map(({ test }) => test);
		const views = [
			...randomViews(seeded(seed), [...take(cityPins(seed), 100)], quick ? 2 : 6),
			...(await crowdedViews(database.db, maps.at(-1)!))
		];

		const times = await timeViews(database.db, maps, views, quick ? 1 : 3);
		const answers: Awaited<ReturnType<typeof judge>>[] = [];
		for (const map of maps) answers.push(await judge(database.db, map, views, quick ? 20 : 50));
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
			firstViewBytes: wire[0]!.firstViewBytes,
			views: views.length,
			cases: filled.map(({ pins, insertSeconds }, index) => ({
				pins,
				insertSeconds,
				...times[index],
				...answers[index],
				...wire[index]
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

/** From the app itself the view of the whole city and what the page weighs, beside all pins as one document. */
async function overTheWire(db: Db, databaseUrl: string, filled: readonly Filled[]) {
	const maps = filled.map(({ test }) => test);
	const app = await startApp(databaseUrl);
	const other = await serveAllPins(db, maps);
	const browser = await chromium.launch(chromiumOptions);
	try {
		const cases = [];
		for (const { pins, test } of filled) {
			const all = `${other.origin}/${test.slug}`;
			cases.push({
				cityAnswer: await typical(() => fetchRaw(app.origin + cityAddress(test)), 5),
				allPinsAtOnce: await typical(() => fetchRaw(all), pins > 100_000 ? 1 : 3),
				firstViewBytes: await weighMap(browser, `${app.origin}/ideas/${test.slug}#map`)
			});
		}
		return cases;
	} finally {
		await browser.close();
		await other.stop();
		await app.stop();
	}
}

function cityAddress({ slug }: TestMap): string {
	const { box, zoom } = cityView();
	return `/api/v1/ideas/${slug}.geojson?bbox=${boxText(box)}&zoom=${zoom}&cells=whole`;
}

async function weighMap(browser: Browser, address: string): Promise<number> {
	return (await firstView(browser, address, { fetches: /\.geojson\?/ })).bytes;
}

async function typical(fetch: () => Promise<Fetched>, repeats: number): Promise<Fetched> {
	const all: Fetched[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) all.push(await fetch());
	return { ms: rounded(median(all.map(({ ms }) => ms))), bytes: all[0]!.bytes };
}
