import { readReport } from '#lib/formats/events/report/read-report.server.ts';
import { reportFile } from '#lib/formats/events/report/report-files.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { db, actor, house, locale } }) => {
	const now = house.clock();
	const made = async () =>
		reportFile(await readReport(db, actor, params.id, now), params.file, {
			today: localDay(now),
			locale,
			author: (await readOperator(house.config.dataDir))?.name ?? 'Palaver'
		});
	return downloadResponse(await orErrorPage(made()));
};
