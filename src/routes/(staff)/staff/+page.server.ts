import type { PageServerLoad } from './$types';
import { listSessions } from '#lib/formats/live/reads.server.ts';
import { orErrorPage } from '../../refused.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const sessions = await orErrorPage(listSessions(locals.db, locals.actor));
	const of = (...statuses: string[]) => sessions.filter(({ status }) => statuses.includes(status));
	return {
		running: of('running'),
		planned: of('draft', 'announced'),
		over: of('finished', 'archived')
	};
};
