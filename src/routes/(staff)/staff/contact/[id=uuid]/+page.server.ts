import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import { filterOf } from '#lib/formats/contact/desk/filter.ts';
import { countMessages, listMessages } from '#lib/formats/contact/desk/list-messages.server.ts';
import { pointHistory, readPoint } from '#lib/formats/contact/point/read-point.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export { actions } from './actions.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params, url }) => {
	const detail = await orErrorPage(readPoint(db, actor, params.id));
	const today = localDay(house.clock());
	const filter = filterOf(url.searchParams);
	return {
		detail,
		filter,
		counts: await countMessages(db, actor, params.id, today),
		inbox: detail.may.readMessages ? await listMessages(db, actor, params.id, filter, today) : null,
		places: await placeChoices(db, [...(await subtreeIds(db, [detail.point.placeId]))]),
		history: detail.may.editPoint ? await pointHistory(db, actor, params.id) : []
	};
};
