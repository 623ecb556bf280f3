import { isOverdue } from '#lib/core/offers/check-age.ts';
import { publicOffer } from '#lib/core/offers/reads.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house } }) => {
	const offer = await orErrorPage(publicOffer(db, params.id));
	return { offer, overdue: isOverdue(offer.lastCheckedOn, localDay(house.clock())) };
};
