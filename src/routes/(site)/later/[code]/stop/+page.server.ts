import { stopAsking } from '#lib/formats/events/followup/answer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
};

export const actions: Actions = {
	/** From the button, and from mail programs (RFC 8058), which follow no redirect: the answer is the page itself. */
	default: async ({ locals: { db, actor }, params }) => {
		await stopAsking(db, actor, params.code);
		return { stopped: true };
	}
};
