import type { PageServerLoad } from './$types';
import { keptPlaces, listBank, mostListed } from '#lib/formats/live/bank/bank-reads.server.ts';
import { searchOf } from '#lib/formats/live/bank/bank-search.ts';
import { moderatedPlaces } from '#lib/formats/live/reads.server.ts';
import { orErrorPage } from '../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
	const search = searchOf(url.searchParams);
	const questions = await orErrorPage(listBank(db, actor, search));
	return {
		search,
		questions,
		most: mostListed,
		mayKeep: keptPlaces(actor).length > 0,
		mayCreate: moderatedPlaces(actor).length > 0
	};
};
