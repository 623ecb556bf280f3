import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { comparisonCsv } from '#lib/formats/live/compare/comparison-csv.ts';
import { csvResponse } from '#lib/formats/live/compare/csv-response.ts';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, locale, house } = locals;
	const { smallCellK } = house.config;
	const { questions } = await orErrorPage(
		compareRounds(db, actor, params.id, { locale, smallCellK })
	);
	const comparison = questions.find(({ id }) => id === params.question)?.comparison;
	if (!comparison || comparison.parts.length === 0) error(404, { message: 'missing' });
	return csvResponse(comparisonCsv(comparison, locale), params.question);
};
