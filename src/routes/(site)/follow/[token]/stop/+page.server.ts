import { findFollow, stopFollowing } from '#lib/formats/ideas/talk/follow.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const follow = await findFollow(locals.db, params.token, locals.house.clock());
	return { follows: follow !== null };
};

export const actions: Actions = {
	/** From the button, and from mail programs (RFC 8058), which follow no redirect: the answer is the page itself. */
	default: async ({ locals, params }) => {
		await stopFollowing(locals.db, params.token, locals.house.config.origin);
		return { stopped: true };
	}
};
