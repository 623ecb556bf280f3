import { render } from 'svelte/server';
import { ownGame } from '#lib/formats/live/quiz/own-game.server.ts';
import OwnStanding from '#lib/formats/live/quiz/OwnStanding.svelte';
import { orErrorPage } from '../../../../refused.ts';
import { participantDoor } from '../../door.server.ts';
import type { RequestHandler } from './$types';

/** How whoever asks stands, for the page's script; nothing where they do not play along. */
export const GET: RequestHandler = async ({ params, locals, cookies, getClientAddress }) => {
	const { house, db, locale } = locals;
	const door = participantDoor(house, cookies, params.code, getClientAddress);
	const [{ leaderboard, locales }, game] = await Promise.all([
		orErrorPage(house.live.snapshot(params.code)),
		orErrorPage(ownGame(db, door))
	]);
	const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
	if (!leaderboard || !game) return new Response(null, { status: 204, headers });
	const { body } = render(OwnStanding, { props: { game, main: locales[0]!, locale } });
	return new Response(body, { headers });
};
