import { exportWorkbook } from '#lib/formats/live/export/workbook.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

/** `ballots.xlsx`: all questions of the session. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, house, locale } = locals;
	const work = async () => {
		if (params.file !== 'ballots.xlsx') throw new Refusal('missing', 'export_unknown');
		const reader = { locale, smallCellK: house.config.smallCellK };
		return exportWorkbook(db, actor, params.id, reader);
	};
	return downloadResponse(await orErrorPage(work()));
};
