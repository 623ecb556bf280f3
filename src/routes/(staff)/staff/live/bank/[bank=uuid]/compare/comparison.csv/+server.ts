import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { comparisonCsv } from '#lib/formats/live/compare/comparison-csv.ts';
import { csvResponse } from '#lib/formats/live/compare/csv-response.ts';
import { compareSessions } from '#lib/formats/live/compare/sessions.server.ts';
import { orErrorPage } from '../../../../../../../refused.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, locale, house } = locals;
	const { smallCellK } = house.config;
	const wanted = url.searchParams.getAll('session');
	const { comparison } = await orErrorPage(
		compareSessions(db, actor, params.bank, wanted, { locale, smallCellK })
	);
	if (!comparison || comparison.parts.length === 0) error(404, { message: 'missing' });
	return csvResponse(comparisonCsv(comparison, locale), params.bank);
};
