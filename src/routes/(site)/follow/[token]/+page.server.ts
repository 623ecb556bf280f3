import { redirect } from '@sveltejs/kit';
import { confirmFollow, findFollow } from '#lib/formats/ideas/talk/follow.server.ts';
import { orErrorPage } from '../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is the secret. Not no-referrer: a form sent from such a page has no origin, and we would refuse it.
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const follow = await findFollow(locals.db, params.token, locals.house.clock());
	if (!follow) locals.pageStatus = 410;
	return { follow, token: params.token };
};

export const actions: Actions = {
	/** A POST, because programs that look at mails open every link in them. */
	default: async ({ locals, params, url }) => {
		await orErrorPage(confirmFollow(locals.db, params.token, locals.house.clock()));
		redirect(303, url.pathname);
	}
};
