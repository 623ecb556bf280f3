import { exportApplications } from '#lib/formats/fund/review/export-applications.server.ts';
import { filterOf } from '#lib/formats/fund/review/filter.ts';
import { tableFormatOf } from '#lib/platform/table-file.server.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor }, params, url }) => {
	const work = async () => {
		const format = tableFormatOf(params.file, 'applications');
		return exportApplications(db, actor, params.id, filterOf(url.searchParams), format);
	};
	return downloadResponse(await orErrorPage(work()));
};
