import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { boxText } from '#lib/core/geo/bbox.ts';
import type { Box } from '#lib/core/places/within.ts';
import { answerGeojson } from '#lib/formats/ideas/api/geojson.server.ts';
import { filterOf, noFilter } from '#lib/formats/ideas/filter.ts';
import type { ClusterProperties, MapFeature } from '#lib/formats/ideas/map-features.server.ts';
import { publicIdeas } from '#lib/formats/ideas/public-ideas.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { TestMap } from '../../fixture/idea-map.ts';
import { pinsIn } from '../../fixture/recount-pins.ts';

/** A view as the API answers it. */
export type Answer = Readonly<{ text: string; box: Box; total: number; features: MapFeature[] }>;

const packed = { gzip: promisify(gzip), brotli: promisify(brotliCompress) };

/** Asks the API's own code, without the network. */
export async function askFor(
	db: Db,
	{ slug }: TestMap,
	{ box, zoom }: { box: Box; zoom: number },
	whole: boolean
): Promise<Answer> {
	const query = `bbox=${boxText(box)}&zoom=${zoom}${whole ? '&cells=whole' : ''}`;
	const request = new Request(`http://localhost/api/v1/ideas/${slug}.geojson?${query}`);
	const answer = await answerGeojson(request, db, slug, new Date());
	const text = await answer.text();
	if (answer.status !== 200) throw new Error(text);
	const { bbox, total, features } = JSON.parse(text);
	return { text, box: boxFrom(bbox), total, features };
}

/** Counts of all features, the total and the table's count within the box that the answer names are the same. */
export async function addsUp(db: Db, { activityId }: TestMap, answer: Answer): Promise<boolean> {
	const sum = answer.features
		.map(({ properties }) => ('count' in properties ? properties.count : 1))
		.reduce((sum, count) => sum + count, 0);
	return sum === answer.total && sum === (await pinsIn(db, activityId, answer.box));
}

/** Compressed as the app does it: gzip as it comes, brotli at 4. */
export async function sizesOf({ text }: Answer): Promise<{ gzip: number; brotli: number }> {
	const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
	const [gzip, brotli] = await Promise.all([packed.gzip(text), packed.brotli(text, { params })]);
	return { gzip: gzip.length, brotli: brotli.length };
}

export type Found = 'on the map' | 'in a list' | 'nowhere';
export type NumberedPin = Readonly<{ number: number; lat: number; lng: number }>;

/** Looks for an idea as a reader does: opens what may hold it, four zooms nearer at most, and at the end its list. */
export async function lookFor(
	db: Db,
	map: TestMap,
	pin: NumberedPin,
	at: { box: Box; zoom: number }
): Promise<Found> {
	const { features } = await askFor(db, map, at, true);
	const properties = features.map((feature) => feature.properties);
	if (properties.some((one) => 'number' in one && one.number === pin.number)) return 'on the map';
	const holding = properties
		.filter((one): one is ClusterProperties => 'count' in one)
		.filter(({ bounds }) => holds(boxFrom(bounds), pin));
	for (const cluster of holding) {
		const found =
			at.zoom < 22
				? await lookFor(db, map, pin, { box: boxFrom(cluster.bounds), zoom: nearer(at.zoom) })
				: await inList(db, map, pin, cluster);
		if (found !== 'nowhere') return found;
	}
	return 'nowhere';
}

const nearer = (zoom: number) => (zoom < 20 ? Math.min(20, zoom + 4) : zoom + 1);

async function inList(
	db: Db,
	{ activityId }: TestMap,
	{ number }: NumberedPin,
	{ href }: ClusterProperties
): Promise<Found> {
	const { box } = filterOf(new URL(href, 'http://localhost').searchParams);
	const listed = (await publicIdeas(db, activityId, { ...noFilter, box }))
		.select('i.number')
		.where('i.number', '=', number);
	return (await listed.executeTakeFirst()) ? 'in a list' : 'nowhere';
}

/** Half the sixth digit of leeway: bounds are rounded to it. */
const hair = 5e-7;
const holds = ({ west, south, east, north }: Box, { lat, lng }: NumberedPin): boolean =>
	lng >= west - hair && lng <= east + hair && lat >= south - hair && lat <= north + hair;

const boxFrom = ([west, south, east, north]: readonly number[]): Box => ({
	west: west!,
	south: south!,
	east: east!,
	north: north!
});
