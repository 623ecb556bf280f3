import { error, type RequestHandler } from '@sveltejs/kit';
import { exportHistory, historyFilterSchema } from '#lib/core/history/reads.server.ts';
import { orErrorPage } from '../../../../refused.ts';

export const GET: RequestHandler = async ({ locals: { db, actor }, url }) => {
	const read = historyFilterSchema.safeParse(Object.fromEntries(url.searchParams));
	if (!read.success) error(422, { message: 'input_invalid' });
	return new Response(await orErrorPage(exportHistory(db, actor, read.data)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="palaver-history.csv"',
			'cache-control': 'no-store'
		}
	});
};
