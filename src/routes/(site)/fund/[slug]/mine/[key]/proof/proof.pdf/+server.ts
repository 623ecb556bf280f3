import { proofPdf } from '#lib/formats/fund/proof/pdf.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import { applicantDoor } from '../../door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { actor, application } = await applicantDoor(event);
	const { db, locale, house } = event.locals;
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	const today = localDay(house.clock());
	return downloadResponse(
		await orErrorPage(proofPdf(db, actor, application, { locale, author, today }))
	);
};
