import { resultOutput } from '#lib/formats/fund/vote/result-output.ts';
import { voteResult } from '#lib/formats/fund/vote/result.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house }, params }) => {
	const view = await orErrorPage(house.votes.view(params.slug));
	const result = await orErrorPage(voteResult(db, view, house.clock()));
	return {
		view,
		tally: result.tally,
		result: resultOutput(result, view.voting.sumCents, house.config.smallCellK)
	};
};
