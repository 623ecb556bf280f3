import { filterOf, queryOf } from '#lib/formats/ideas/filter.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { ideaCards } from '#lib/formats/ideas/public-ideas.server.ts';
import { ideaPicture } from '#lib/formats/ideas/sheet/picture.server.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

const shown = 12;

/** For other websites: reads no cookie, sets none, knows nobody. */
export const load: PageServerLoad = async ({ locals: { db, house }, params, url }) => {
	const map = await orErrorPage(publicMap(db, params.slug, house.clock()));
	const filter = filterOf(url.searchParams);
	const page = { order: 'newest', page: 1, size: shown } as const;
	const { cards, total } = await ideaCards(db, map.activityId, filter, page);
	const picture = await ideaPicture(db, map, filter);
	return { map, cards, total, picture, query: queryOf(filter).toString() };
};
