import { documentedDates } from '#lib/formats/events/documentation/public-documentation.server.ts';
import { schemaOrg } from '#lib/formats/events/feeds/schema-org.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { openingsOf } from '#lib/formats/events/registration/public-openings.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import { shownOrigin } from '../../../../shown-origin.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (page) => {
	const { db, house, locale } = page.locals;
	const found = await orErrorPage(publicEvent(db, page.params.slug, Number(page.params.number)));
	const { series, ...event } = found;
	const { slug, title, themes } = series;
	const now = house.clock();
	return {
		series: { slug, title, themes },
		event,
		documented: await documentedDates(db, found),
		language: series.locales[0]!,
		openings: await openingsOf(db, found, now),
		schemaOrg: schemaOrg(found, { locale, origin: shownOrigin(page), now })
	};
};
