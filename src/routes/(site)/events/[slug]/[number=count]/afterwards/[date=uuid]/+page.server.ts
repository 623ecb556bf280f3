import { publicDocumentation } from '#lib/formats/events/documentation/public-documentation.server.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db } }) => {
	const event = await orErrorPage(publicEvent(db, params.slug, Number(params.number)));
	const { date, what } = await orErrorPage(publicDocumentation(db, event, params.date));
	const { series, number, host, content } = event;
	return {
		series: { slug: series.slug, title: series.title },
		language: series.locales[0]!,
		number,
		host,
		title: content.title,
		startsAt: date.startsAt,
		dateId: date.id,
		what
	};
};
