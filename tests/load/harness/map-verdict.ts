import type { Db } from '#lib/platform/db/database.server.ts';
import type { TestMap } from '../../fixture/idea-map.ts';
import { addsUp, askFor, lookFor, sizesOf } from './map-answers.ts';
import { modes } from './map-times.ts';
import { cityView, type View } from './map-views.ts';
import { percentile } from './numbers.ts';

/** Asks for each view through the API's own code: how large the answers are, whether they add up, whether pins are found. */
export async function judge(db: Db, test: TestMap, views: readonly View[], sampled: number) {
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
		...(await reach(db, test, sampled))
	};
}

/** Looks for pins spread over all numbers, from the view of the whole city on. */
async function reach(db: Db, test: TestMap, sampled: number) {
	const { pins } = await db
		.selectFrom('ideas')
		.select((eb) => eb.fn.countAll<number>().as('pins'))
		.where('activityId', '=', test.activityId)
		.executeTakeFirstOrThrow();
	const every = Math.max(1, Math.floor(pins / sampled));
	const numbers = Array.from({ length: Math.min(pins, sampled) }, (_, nth) => 1 + nth * every);
	const wanted = await db
		.selectFrom('ideas')
		.select(['number', 'lat', 'lng'])
		.where('activityId', '=', test.activityId)
		.where('number', 'in', numbers)
		.execute();
	const found = { 'on the map': 0, 'in a list': 0, nowhere: 0 };
	for (const { number, lat, lng } of wanted)
		found[await lookFor(db, test, { number, lat: lat!, lng: lng! }, cityView())]++;
	return { onMap: found['on the map'], inList: found['in a list'], unreachable: found.nowhere };
}
