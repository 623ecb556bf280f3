import { attachmentFile } from '#lib/formats/fund/apply/attachments.server.ts';
import { documentResponse } from '#lib/platform/documents/serve.server.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import { applicantDoor } from '../../door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { actor, application } = await applicantDoor(event);
	const work = attachmentFile(event.locals.db, actor, application, event.params.document);
	return documentResponse(await orErrorPage(work));
};
