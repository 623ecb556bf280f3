import { paymentFilterOf } from '#lib/formats/fund/money/payment-filter.ts';
import { paymentsCsv } from '#lib/formats/fund/money/payments.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const filter = paymentFilterOf(url.searchParams.get('state'));
	const table = await orErrorPage(paymentsCsv(locals.db, locals.actor, filter));
	return new Response(table, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="mittelabrufe-${filter}.csv"`,
			'cache-control': 'private, no-store'
		}
	});
};
