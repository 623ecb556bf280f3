import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { proofPdf } from '#lib/formats/fund/proof/pdf.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from '../../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, locale, house } = locals;
	const application = await orErrorPage(applicationNumbered(db, params.id, Number(params.number)));
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	const today = localDay(house.clock());
	return downloadResponse(
		await orErrorPage(proofPdf(db, actor, application, { locale, author, today }))
	);
};
