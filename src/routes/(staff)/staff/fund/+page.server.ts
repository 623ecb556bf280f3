import type { PageServerLoad } from './$types';
import { listPots } from '#lib/formats/fund/ledger/read-pots.server.ts';
import { placesWhere } from '#lib/formats/fund/places.ts';
import { waitingFor } from '#lib/formats/fund/review/waiting.server.ts';
import { listRounds } from '#lib/formats/fund/round/list-rounds.server.ts';
import { orErrorPage } from '../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor } }) => {
	const rounds = await orErrorPage(listRounds(db, actor));
	const of = (...statuses: string[]) => rounds.filter(({ status }) => statuses.includes(status));
	return {
		running: of('running'),
		planned: of('draft', 'announced'),
		over: of('finished', 'archived'),
		waiting: await waitingFor(db, actor),
		pots: await listPots(db, actor),
		mayCreate: placesWhere(actor, 'createRound').length > 0,
		mayPay: [...placesWhere(actor, 'createRound'), ...placesWhere(actor, 'fillPot')].length > 0,
		mayFill: placesWhere(actor, 'fillPot').length > 0
	};
};
