import { paymentFilterOf } from '#lib/formats/fund/money/payment-filter.ts';
import { listPayments, paymentsPerPage } from '#lib/formats/fund/money/payments.server.ts';
import { pageNumber } from '../../../../page-number.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = paymentFilterOf(url.searchParams.get('state'));
	const page = pageNumber(url);
	const list = await orErrorPage(listPayments(locals.db, locals.actor, filter, page));
	const pages = Math.max(1, Math.ceil(list.total / paymentsPerPage));
	return { ...list, filter, page, pages };
};
