import type { PageServerLoad } from './$types';
import { mapHistory, readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import { shownOrigin } from '../../../../shown-origin.ts';

export { actions } from './actions.server.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	const origin = shownOrigin({ locals, url });
	return {
		map,
		history: await mapHistory(db, actor, params.id),
		origin,
		address: `${origin}/ideas/${map.slug}`
	};
};
