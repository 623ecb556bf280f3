import type { PageServerLoad } from './$types';
import { dayAfter } from '#lib/formats/fund/review/query.ts';
import { readDesk } from '#lib/formats/fund/review/read-desk.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../../../refused.ts';

export { actions } from './actions.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => {
	const desk = await orErrorPage(readDesk(db, actor, params.id, Number(params.number)));
	const { answerDays } = desk.application.rules;
	return { desk, dueOn: dayAfter(localDay(house.clock()), answerDays) };
};
