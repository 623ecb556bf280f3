import { roundPage } from '#lib/formats/fund/funded/round-page.server.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, params, locals: { db, house, locale } }) =>
	orErrorPage(
		roundPage(db, house.config, {
			slug: params.slug,
			query: url.searchParams,
			page: pageNumber(url),
			now: house.clock(),
			locale
		})
	);
