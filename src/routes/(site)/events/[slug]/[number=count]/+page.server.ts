import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db } }) => {
	const { series, ...event } = await orErrorPage(
		publicEvent(db, params.slug, Number(params.number))
	);
	const { slug, title, themes } = series;
	return { series: { slug, title, themes }, event };
};
