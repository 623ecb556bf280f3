import { fundedCsv } from '#lib/formats/fund/funded/csv.server.ts';
import { filterOf } from '#lib/formats/fund/funded/filter.ts';
import { publicRound } from '#lib/formats/fund/round/round.server.ts';
import { downloadResponse } from '../../../../download.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, params, locals: { db, locale } }) => {
	const { activityId, slug } = await orErrorPage(publicRound(db, params.slug));
	const file = { fileName: `palaver-${slug}`, locale };
	return downloadResponse(await fundedCsv(db, activityId, filterOf(url.searchParams), file));
};
