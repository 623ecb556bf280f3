import { exportCrosstab } from '#lib/formats/live/crosstab/export.server.ts';
import { tableFormatOf } from '#lib/platform/table-file.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, locale }, params }) => {
	const work = async () => {
		const format = tableFormatOf(params.file, 'groups');
		return exportCrosstab(db, actor, params.id, params.question, { format, locale });
	};
	return downloadResponse(await orErrorPage(work()));
};
