import { programmePdf } from '#lib/formats/events/programme/print.server.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from '../../../../download.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals: { db, house, locale } }) => {
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	const context = { locale, author, now: house.clock() };
	return downloadResponse(
		await orErrorPage(programmePdf(db, params.slug, url.searchParams, context))
	);
};
