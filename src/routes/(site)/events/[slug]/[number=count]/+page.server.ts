import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { openingsOf } from '#lib/formats/events/registration/public-openings.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house } }) => {
	const found = await orErrorPage(publicEvent(db, params.slug, Number(params.number)));
	const { series, ...event } = found;
	const { slug, title, themes } = series;
	const openings = await openingsOf(db, found, house.clock());
	return { series: { slug, title, themes }, event, openings };
};
