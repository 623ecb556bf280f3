import { receiptFile } from '#lib/formats/fund/proof/receipt-file.server.ts';
import { documentResponse } from '#lib/platform/documents/serve.server.ts';
import { orErrorPage } from '../../../../../../../../../refused.ts';
import { applicantDoor } from '../../../../door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { actor, application } = await applicantDoor(event);
	const { db } = event.locals;
	return documentResponse(
		await orErrorPage(receiptFile(db, actor, application, event.params.receipt))
	);
};
