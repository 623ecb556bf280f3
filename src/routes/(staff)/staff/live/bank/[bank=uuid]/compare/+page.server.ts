import type { PageServerLoad } from './$types';
import { readBankQuestion } from '#lib/formats/live/bank/bank-reads.server.ts';
import { compareSessions, mostCompared } from '#lib/formats/live/compare/sessions.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, locale, house } = locals;
	const { smallCellK } = house.config;
	const question = await orErrorPage(readBankQuestion(db, actor, params.bank));
	const wanted = url.searchParams.getAll('session');
	return {
		question,
		compared: await compareSessions(db, actor, params.bank, wanted, { locale, smallCellK }),
		query: url.search,
		most: mostCompared,
		smallCellK
	};
};
