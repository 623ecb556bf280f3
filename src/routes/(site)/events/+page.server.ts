import { listPublicSeries } from '#lib/formats/events/programme/public-events.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db } }) => {
	const all = await listPublicSeries(db);
	return {
		series: all.map(({ slug, title, placeName, firstDay, lastDay, status, kind, events }) => ({
			...{ slug, title, placeName, firstDay, lastDay, status, kind, events }
		}))
	};
};
