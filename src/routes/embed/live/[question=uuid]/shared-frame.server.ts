import type { Handle } from '@sveltejs/kit';
import { embeddedRound } from '#lib/formats/live/export/embedded-result.server.ts';
import { sharedPages } from '#lib/platform/http/shared-pages.server.ts';

/** An entry that was just hidden stands in a frame for so long at most; what a moderator pressed holds at once. */
const frames = sharedPages({ longest: 2000, most: 200 });

/**
 * Frames stand on pages that anybody may visit, and the process that renders them takes the votes: many visitors cost
 * one rendering and a row each. Nobody has a frame of their own, so whoever has a cookie gets the same.
 */
export const sharedFrame: Handle = async ({ event, resolve }) => {
	const { route, request, params, url, locals } = event;
	if (route.id !== '/embed/live/[question=uuid]' || request.method !== 'GET' || event.isDataRequest)
		return resolve(event);
	const round = await embeddedRound(locals.db, params['question']!);
	if (!round) return resolve(event);
	const follows = url.searchParams.has('follow') ? 'follows' : '';
	return frames(
		{
			place: `${url.origin}${url.pathname} ${locals.locale} ${follows}`,
			state: JSON.stringify(round),
			request
		},
		{ render: () => resolve(event), isForAll: () => !locals.pageStatus }
	);
};
