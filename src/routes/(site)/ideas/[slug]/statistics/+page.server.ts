import { nameOfPlace } from '#lib/core/places/reads.server.ts';
import { filterOf, queryOf } from '#lib/formats/ideas/filter.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { figuresOf } from '#lib/formats/ideas/statistics/words.ts';
import { statisticsOf } from '#lib/formats/ideas/statistics/statistics.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, locale, house }, params, url }) => {
	const now = house.clock();
	const map = await orErrorPage(publicMap(db, params.slug, now));
	const filter = filterOf(url.searchParams);
	const k = house.config.smallCellK;
	const statistics = await statisticsOf(db, map, filter, { k, today: localDay(now) });
	return {
		map,
		filter,
		query: queryOf(filter).toString(),
		placeName: await nameOfPlace(db, filter.placeId),
		totals: statistics.totals,
		figures: figuresOf(statistics, map, locale),
		k
	};
};
