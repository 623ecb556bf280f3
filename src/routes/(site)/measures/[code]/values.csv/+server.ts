import { measureWithIndicators } from '#lib/core/measures/reads.server.ts';
import { valuesAsCsv } from '#lib/core/measures/values-csv.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { house, db, locale } }) => {
	const context = { k: house.config.smallCellK, now: house.clock() };
	const measure = await orErrorPage(measureWithIndicators(db, params.code, context));
	return new Response(valuesAsCsv(measure.indicators, locale), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${measure.code}.csv"`
		}
	});
};
