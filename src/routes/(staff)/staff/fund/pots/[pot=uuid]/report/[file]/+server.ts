import { reportFile } from '#lib/formats/fund/report/report-files.server.ts';
import { potReport } from '#lib/formats/fund/report/report.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { db, actor, house, locale } }) => {
	const made = async () =>
		reportFile(await potReport(db, actor, params.pot), params.file, {
			today: localDay(house.clock()),
			locale,
			author: (await readOperator(house.config.dataDir))?.name ?? 'Palaver'
		});
	return downloadResponse(await orErrorPage(made()));
};
