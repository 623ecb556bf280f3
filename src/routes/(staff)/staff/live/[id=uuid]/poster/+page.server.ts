import type { PageServerLoad } from './$types';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import { shownOrigin } from '../../../../../shown-origin.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	return { session, origin: shownOrigin({ locals, url }) };
};
