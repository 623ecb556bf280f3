import type { Db } from '../../platform/db/database.server.ts';
import type { IdeaFilter } from './filter.ts';
import type { IdeaMap } from './map.server.ts';
import { pinFeature } from './map-features.server.ts';
import { publicIdeas } from './public-ideas.server.ts';

/** Read at once: 1,000 pins are 250 kB of text. */
const pageSize = 1000;

/**
 * Every public pin of a map as one GeoJSON document, piece by piece, in the order of their numbers. Nothing is left out
 * and no more than a page is in memory. Who reads slowly makes the next page wait.
 */
export async function* allFeatures(
	db: Db,
	map: Pick<IdeaMap, 'activityId' | 'slug'>,
	filter: IdeaFilter
): AsyncGenerator<string> {
	yield '{"type":"FeatureCollection","features":[';
	for (let after = 0, separator = ''; ; separator = ',\n') {
		const rows = await pinsAfter(db, map.activityId, filter, after);
		if (rows.length > 0)
			yield separator + rows.map((row) => JSON.stringify(pinFeature(row, map.slug))).join(',\n');
		if (rows.length < pageSize) break;
		after = rows.at(-1)!.number;
	}
	yield ']}\n';
}

async function pinsAfter(db: Db, activityId: string, filter: IdeaFilter, after: number) {
	const ideas = await publicIdeas(db, activityId, filter);
	return ideas
		.where('i.lat', 'is not', null)
		.where('i.number', '>', after)
		.select(['i.number', 'i.title', 'i.locale', 'i.categoryId', 'i.status', 'i.supports'])
		.select(['i.lat', 'i.lng'])
		.orderBy('i.number')
		.limit(pageSize)
		.execute();
}
