import { exportAsks } from '#lib/formats/live/ask/export.server.ts';
import { tableFormatOf } from '#lib/platform/table-file.server.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, locale }, params }) => {
	const work = async () => {
		const format = tableFormatOf(params.file, 'questions');
		return exportAsks(db, actor, params.id, { format, locale });
	};
	return downloadResponse(await orErrorPage(work()));
};
