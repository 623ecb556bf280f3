import { minutesPdf } from '#lib/formats/events/documentation/minutes-pdf.server.ts';
import { publicDocumentation } from '#lib/formats/events/documentation/public-documentation.server.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { db, locale } }) => {
	const event = await orErrorPage(publicEvent(db, params.slug, Number(params.number)));
	const { date, what } = await orErrorPage(publicDocumentation(db, event, params.date));
	const { series, number, host, content } = event;
	const minutes = {
		...{ slug: series.slug, number, title: content.title, startsAt: date.startsAt },
		...what,
		language: series.locales[0]!
	};
	return downloadResponse(await minutesPdf(minutes, { locale, author: host }));
};
