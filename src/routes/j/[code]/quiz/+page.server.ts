import { fail, redirect } from '@sveltejs/kit';
import { actInGame, gamePage, type GameAct } from '#lib/formats/live/quiz/game-page.server.ts';
import { orErrorPage } from '../../../refused.ts';
import { participantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies, getClientAddress }) => {
	const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
	return { ...(await orErrorPage(gamePage(locals.db, door))), locale: locals.locale };
};

const act = (what: GameAct) => async (event: RequestEvent) => {
	const { params, locals, cookies, url, getClientAddress } = event;
	const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
	const refused = await orErrorPage(actInGame(locals.db, door, what));
	if (refused) return fail(refused.status, { reason: refused.reason });
	redirect(303, url.pathname);
};

export const actions: Actions = { play: act('play'), redraw: act('redraw'), hide: act('hide') };
