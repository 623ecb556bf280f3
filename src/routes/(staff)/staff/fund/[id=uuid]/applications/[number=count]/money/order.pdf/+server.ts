import { paymentOrderPdf } from '#lib/formats/fund/money/payment-order.server.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { pdfResponse } from '../../../../../../../../letter-response.ts';
import { orErrorPage } from '../../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

/** `?call=`: the payment order of a released call. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	const callId = url.searchParams.get('call') ?? '';
	const bytes = await orErrorPage(paymentOrderPdf(db, actor, callId, author));
	return pdfResponse(bytes, `antrag-${params.number}-auszahlung.pdf`);
};
