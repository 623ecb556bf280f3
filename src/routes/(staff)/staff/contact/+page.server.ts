import { listPoints } from '#lib/formats/contact/point/list-points.server.ts';
import { placesWhere } from '#lib/formats/contact/places.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house } }) => {
	const points = await orErrorPage(listPoints(db, actor, localDay(house.clock())));
	const of = (...statuses: string[]) => points.filter(({ status }) => statuses.includes(status));
	return {
		running: of('running'),
		planned: of('draft', 'announced'),
		over: of('finished', 'archived'),
		mayCreate: placesWhere(actor, 'createPoint').length > 0
	};
};
