import type { RequestHandler } from './$types';
import { exportBallots } from '#lib/formats/live/export.server.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';
import { orErrorPage } from '../../../../../../../refused.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, house, locale }, params }) => {
	const roundLabel = m.live_round_column();
	const { smallCellK } = house.config;
	const csv = await orErrorPage(
		exportBallots(db, actor, params.id, params.question, { locale, roundLabel, smallCellK })
	);
	return new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="palaver-${params.question.slice(0, 8)}.csv"`,
			'cache-control': 'no-store'
		}
	});
};
