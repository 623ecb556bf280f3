import { fundedPage } from '#lib/formats/fund/funded/page.server.ts';
import { roundsByPlace } from '#lib/formats/fund/round/public-rounds.server.ts';
import { pageNumber } from '../../page-number.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, house, locale } }) => ({
	places: await roundsByPlace(db, house.clock()),
	funded: await fundedPage(db, house.config, {
		round: null,
		query: url.searchParams,
		page: pageNumber(url),
		locale
	})
});
