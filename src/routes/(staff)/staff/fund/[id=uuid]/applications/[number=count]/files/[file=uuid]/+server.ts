import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { attachmentFile } from '#lib/formats/fund/apply/attachments.server.ts';
import { documentResponse } from '#lib/platform/documents/serve.server.ts';
import { orErrorPage } from '../../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor }, params }) => {
	const work = async () => {
		const application = await applicationNumbered(db, params.id, Number(params.number));
		return attachmentFile(db, actor, application, params.file);
	};
	return documentResponse(await orErrorPage(work()));
};
