import { nameOfPlace } from '#lib/core/places/reads.server.ts';
import { filterOf, queryOf } from '#lib/formats/ideas/filter.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { sheetOf } from '#lib/formats/ideas/sheet/sheet.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, house } = locals;
	const now = house.clock();
	const map = await orErrorPage(publicMap(db, params.slug, now));
	const filter = filterOf(url.searchParams);
	const context = { k: house.config.smallCellK, today: localDay(now) };
	const sheet = await sheetOf(db, map, filter, context).catch((error: unknown) => {
		if (!(error instanceof Refusal)) throw error;
		locals.pageStatus = error.status;
		return null;
	});
	const placeName = await nameOfPlace(db, filter.placeId);
	return { map, filter, query: queryOf(filter).toString(), sheet, today: context.today, placeName };
};
