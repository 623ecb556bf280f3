import type { PageServerLoad } from './$types';
import { readModeratedAsks } from '#lib/formats/live/ask/reads.server.ts';
import { readResults } from '#lib/formats/live/results.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { orErrorPage } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const { smallCellK } = house.config;
	const session = await orErrorPage(readSession(db, actor, params.id));
	return {
		session,
		results: await readResults(db, actor, session, smallCellK),
		asks: await readModeratedAsks(db, actor, params.id),
		smallCellK
	};
};
