import { directoryPage } from '#lib/core/offers/directory.server.ts';
import { pageNumber } from '../../page-number.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, house, locale } }) =>
	directoryPage(db, house.config, {
		query: url.searchParams,
		page: pageNumber(url),
		now: house.clock(),
		locale
	});
