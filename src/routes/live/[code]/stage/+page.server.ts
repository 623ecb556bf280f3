import { joinAddress } from '#lib/formats/live/stage/join-address.server.ts';
import { orErrorPage } from '../../../refused.ts';
import { shownOrigin } from '../../../shown-origin.ts';
import type { PageServerLoad } from './$types';

/** Everybody in the room sees the stage, so there is nothing in it that needs a right to see. */
export const load: PageServerLoad = async ({ params, locals, setHeaders, url }) => {
	const snapshot = await orErrorPage(locals.house.live.snapshot(params.code));
	setHeaders({ 'cache-control': 'private, no-cache' });
	return {
		snapshot,
		address: joinAddress(shownOrigin({ locals, url }), params.code),
		locale: locals.locale
	};
};
