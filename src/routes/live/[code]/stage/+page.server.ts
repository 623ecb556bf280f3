import { controlCookie } from '#lib/formats/live/control-links.server.ts';
import { joinAddress } from '#lib/formats/live/stage/join-address.server.ts';
import { stageOf } from '#lib/formats/live/stage/stage-view.server.ts';
import { orErrorPage } from '../../../refused.ts';
import { shownOrigin } from '../../../shown-origin.ts';
import type { PageServerLoad } from './$types';

/** Everybody in the room sees the stage, so nothing of it needs a right to see; but a draft is in no room yet. */
export const load: PageServerLoad = async ({ cookies, params, locals, setHeaders, url }) => {
	const { house, db, actor } = locals;
	const { code } = params;
	const key = cookies.get(controlCookie(code));
	const stage = stageOf(db, { live: house.live, actor, code, key, now: house.clock() });
	const { snapshot, isDraft } = await orErrorPage(stage);
	setHeaders({ 'cache-control': 'private, no-cache' });
	return {
		snapshot,
		isDraft,
		stream: isDraft ? `/live/${code}/control/stream` : `/api/v1/live/${code}/stream`,
		address: joinAddress(shownOrigin({ locals, url }), code),
		now: Date.now(),
		locale: locals.locale
	};
};
