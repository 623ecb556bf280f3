import type { PageServerLoad } from './$types';
import { readModeratedAsks } from '#lib/formats/live/ask/reads.server.ts';
import { readResults, type Results } from '#lib/formats/live/results.server.ts';
import { readSession, sessionHistory } from '#lib/formats/live/reads.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import { shownOrigin } from '../../../../shown-origin.ts';

export { actions } from './actions.server.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	const results: Results = await readResults(db, actor, session, house.config.smallCellK);
	return {
		session,
		results,
		asks: await readModeratedAsks(db, actor, params.id),
		history: await sessionHistory(db, actor, params.id),
		joinUrl: `${shownOrigin({ locals, url })}/j/${session.code}`,
		smallCellK: house.config.smallCellK
	};
};
