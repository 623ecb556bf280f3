import { refusalsCsv } from '#lib/formats/events/bring-in/lists.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, house }, params }) => {
	const which = { activityId: params.id, importId: params.import };
	const csv = await orErrorPage(refusalsCsv(db, actor, which, house.clock()));
	return downloadResponse({
		body: new Blob([csv]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: 'palaver-import-refusals.csv'
	});
};
