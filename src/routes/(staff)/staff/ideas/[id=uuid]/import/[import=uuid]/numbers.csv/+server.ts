import { numbersCsv } from '#lib/formats/ideas/import/lists.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, locale, house }, params }) => {
	const which = { activityId: params.id, importId: params.import };
	return downloadResponse(await orErrorPage(numbersCsv(db, actor, which, locale, house.clock())));
};
