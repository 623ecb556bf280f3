import { joinAddress } from '#lib/formats/live/stage/join-address.server.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

/** Everybody in the room sees the stage, so there is nothing in it that needs a right to see. */
export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	const snapshot = await orErrorPage(locals.house.live.snapshot(params.code));
	setHeaders({ 'cache-control': 'private, no-cache' });
	return {
		snapshot,
		address: joinAddress(locals.house.config.origin, params.code),
		locale: locals.locale
	};
};
