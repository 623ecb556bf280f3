import type { PageServerLoad } from './$types';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import { cursorOf, filterOf, queryOf } from '#lib/formats/fund/review/filter.ts';
import {
	countStates,
	listApplications
} from '#lib/formats/fund/review/list-applications.server.ts';
import { overdueProofsOfRound } from '#lib/formats/fund/proof/overdue.server.ts';
import { readRound, roundHistory } from '#lib/formats/fund/round/read-round.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../refused.ts';

export { actions } from './actions.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params, url }) => {
	const detail = await orErrorPage(readRound(db, actor, params.id));
	const filter = filterOf(url.searchParams);
	const query = queryOf(filter).toString();
	return {
		detail,
		filter,
		query: query && `?${query}`,
		page: await listApplications(db, actor, params.id, filter, cursorOf(url.searchParams)),
		overdue: await overdueProofsOfRound(db, actor, params.id, localDay(house.clock())),
		counts: await countStates(db, actor, params.id),
		places: await placeChoices(db, [...(await subtreeIds(db, [detail.round.placeId]))]),
		history: detail.may.editRound ? await roundHistory(db, actor, params.id) : []
	};
};
