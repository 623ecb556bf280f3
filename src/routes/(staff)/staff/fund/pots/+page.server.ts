import type { PageServerLoad } from './$types';
import { listPots } from '#lib/formats/fund/ledger/read-pots.server.ts';
import { placesWhere } from '#lib/formats/fund/places.ts';
import { orErrorPage } from '../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor } }) => ({
	pots: await orErrorPage(listPots(db, actor)),
	mayFill: placesWhere(actor, 'fillPot').length > 0
});
