import { programmeOf } from '#lib/formats/events/programme/public-events.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house } }) => {
	const { series, dates } = await orErrorPage(programmeOf(db, params.slug, house.clock()));
	const { slug, title, intro, placeName, firstDay, lastDay, status, outcome } = series;
	const days = Map.groupBy(dates, ({ startsAt }) => localDay(startsAt));
	return {
		series: { slug, title, intro, placeName, firstDay, lastDay, status, outcome },
		days: [...days].map(([day, own]) => ({ day, dates: own }))
	};
};
