import { lineage } from '#lib/core/indicators/lineage.server.ts';
import { toCsv } from '#lib/platform/csv.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals: { db, actor } }) => {
	const { observation, contributions } = await orErrorPage(lineage(db, actor, params.observation));
	const columns = [
		'contribution',
		'activityId',
		'counts',
		'value',
		'outcome',
		'organisation'
	] as const;
	const rows = contributions.map((one) => columns.map((column) => one[column]));
	return new Response(toCsv(columns, rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${observation.indicatorKey}-lineage.csv"`,
			// Pseudonymous, and for auditors: no copy stays in a shared computer's cache.
			'cache-control': 'no-store'
		}
	});
};
