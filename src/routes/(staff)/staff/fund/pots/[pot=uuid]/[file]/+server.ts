import { exportBooks } from '#lib/formats/fund/ledger/export-books.server.ts';
import { tableFormatOf } from '#lib/platform/table-file.server.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, locale }, params }) => {
	const work = async () => {
		const format = tableFormatOf(params.file, 'books');
		return exportBooks(db, actor, params.pot, { format, locale });
	};
	return downloadResponse(await orErrorPage(work()));
};
