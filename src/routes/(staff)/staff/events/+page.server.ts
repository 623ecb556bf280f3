import { placesWhere } from '#lib/formats/events/places.ts';
import { waitingFor } from '#lib/formats/events/review/list-events.server.ts';
import { listSeries } from '#lib/formats/events/series/read-series.server.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor } }) => ({
	series: await orErrorPage(listSeries(db, actor)),
	waiting: await waitingFor(db, actor, house.clock()),
	mayCreate: placesWhere(actor, 'createSeries').length > 0
});
