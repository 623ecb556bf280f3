import { error, type RequestHandler } from '@sveltejs/kit';
import {
	exportHistory,
	historyFilterSchema,
	type HistoryRow
} from '#lib/core/history/reads.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { orErrorPage } from '../../../../refused.ts';
import { sentenceOf, subjectOf } from '../words.ts';

export const GET: RequestHandler = async ({ locals: { db, actor }, url }) => {
	const read = historyFilterSchema.safeParse(Object.fromEntries(url.searchParams));
	if (!read.success) error(422, { message: 'input_invalid' });
	const words = { sentence: (row: HistoryRow) => sentenceOf(row, formats), subject: subjectOf };
	return new Response(await orErrorPage(exportHistory(db, actor, read.data, words)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="palaver-history.csv"',
			'cache-control': 'no-store'
		}
	});
};
