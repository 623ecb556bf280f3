import type { Handle, RequestEvent } from '@sveltejs/kit';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import { negotiateLocale } from '#lib/platform/i18n/negotiate.ts';
import { sharedPages } from '#lib/platform/http/shared-pages.server.ts';

/** What does not depend on the state, such as what becomes of it, may be a second old; counts too. */
const views = sharedPages({ longest: 1000, most: 200 });

/**
 * A hall that scans the code at one moment gets one page: rendering it for each took most of the time until all were in.
 * Whoever has any cookie gets a page of their own. The state is asked for each time, so that nobody gets a question that
 * is over or a result that has just been covered.
 */
export const sharedFirstView: Handle = async ({ event, resolve }) => {
	const state = await sharedState(event);
	if (state === null) return resolve(event);
	const { request, url, locals } = event;
	const spoken = negotiateLocale(null, request.headers.get('accept-language') ?? undefined);
	return views(
		{ place: `${url.href} ${spoken}`, state, request },
		{ render: () => resolve(event), isForAll: () => locals.sameForAll === true }
	);
};

/** Null: this one's page is not shared. */
async function sharedState(event: RequestEvent): Promise<string | null> {
	const { route, request, url, locals } = event;
	// The data of a page is asked for at the page's own address, as the framework tells it.
	if (event.isDataRequest) return null;
	if (route.id !== '/j/[code]' || request.method !== 'GET' || url.search) return null;
	if (request.headers.has('cookie')) return null;
	const code = url.pathname.split('/').at(-1)!;
	return locals.house.live.snapshot(code).then(stateOf, () => null);
}

/** All that is on the page but the numbers that grow. */
function stateOf({ question, participants: _, reactions, ...rest }: LiveSnapshot): string {
	return JSON.stringify([
		{ ...rest, reactions: reactions !== null },
		question && { ...question, ballots: 0, room: null }
	]);
}
