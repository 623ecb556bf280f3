import { exportForEverybody, exportFormatOf } from '#lib/formats/ideas/exchange/export.server.ts';
import { filterOf } from '#lib/formats/ideas/filter.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { sheetPdf } from '#lib/formats/ideas/sheet/pdf.server.ts';
import { nameOfPlace } from '#lib/core/places/reads.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { downloadResponse } from '../../../../../download.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, locale, house }, params, url }) => {
	const now = house.clock();
	const filter = filterOf(url.searchParams);
	const download = async () => {
		const map = await publicMap(db, params.slug, now);
		if (params.file !== 'ideas.pdf')
			return exportForEverybody(db, map, filter, { format: exportFormatOf(params.file), locale });
		return sheetPdf(db, map, filter, {
			k: house.config.smallCellK,
			today: localDay(now),
			locale,
			author: (await readOperator(house.config.dataDir))?.name ?? 'Palaver',
			placeName: await nameOfPlace(db, filter.placeId)
		});
	};
	return downloadResponse(await orErrorPage(download()));
};
