import { exportForStaff, exportFormatOf } from '#lib/formats/ideas/exchange/export.server.ts';
import { filterOf } from '#lib/formats/ideas/filter.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, locale, house } = locals;
	const download = await orErrorPage(
		(async () => {
			const format = exportFormatOf(params.file);
			const filter = filterOf(url.searchParams);
			return exportForStaff(db, actor, params.id, filter, { format, locale, now: house.clock() });
		})()
	);
	return downloadResponse(download);
};
