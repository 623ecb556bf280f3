import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { receiptFile } from '#lib/formats/fund/proof/receipt-file.server.ts';
import { documentResponse } from '#lib/platform/documents/serve.server.ts';
import { orErrorPage } from '../../../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor }, params }) => {
	const application = await orErrorPage(applicationNumbered(db, params.id, Number(params.number)));
	return documentResponse(await orErrorPage(receiptFile(db, actor, application, params.receipt)));
};
