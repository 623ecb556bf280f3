import type { PageServerLoad } from './$types';
import { listMaps, placesWhere } from '#lib/formats/ideas/staff-maps.server.ts';
import { orErrorPage } from '../../../refused.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, house } = locals;
	const maps = await orErrorPage(listMaps(db, actor, house.clock()));
	const of = (...statuses: string[]) => maps.filter(({ status }) => statuses.includes(status));
	return {
		running: of('running'),
		planned: of('draft', 'announced'),
		over: of('finished', 'archived'),
		mayCreate: placesWhere(actor, 'create').length > 0
	};
};
