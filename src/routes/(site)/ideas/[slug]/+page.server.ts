import { mapPage } from '#lib/formats/ideas/map-page.server.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, house } }) =>
	orErrorPage(
		mapPage(db, house.config, params.slug, {
			query: url.searchParams,
			page: pageNumber(url),
			now: house.clock()
		})
	);
