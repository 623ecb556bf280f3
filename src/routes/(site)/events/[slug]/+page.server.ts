import { programmePage } from '#lib/formats/events/programme/programme-page.server.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { db, house } }) =>
	orErrorPage(
		programmePage(db, params.slug, {
			query: url.searchParams,
			page: pageNumber(url),
			now: house.clock()
		})
	);
