import { fundedCsv } from '#lib/formats/fund/funded/csv.server.ts';
import { filterOf } from '#lib/formats/fund/funded/filter.ts';
import { downloadResponse } from '../../../download.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, locals: { db, locale } }) =>
	downloadResponse(
		await fundedCsv(db, null, filterOf(url.searchParams), { fileName: 'palaver-fund', locale })
	);
