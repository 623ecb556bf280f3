import { programmePage } from '#lib/formats/events/programme/programme-page.server.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { db, house, locale } }) =>
	orErrorPage(
		programmePage(db, params.slug, {
			config: house.config,
			locale,
			query: url.searchParams,
			page: pageNumber(url),
			now: house.clock()
		})
	);
