import type { Handle, RequestEvent } from '@sveltejs/kit';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import { negotiateLocale } from '#lib/platform/i18n/negotiate.ts';
import { compressedOnce, type CompressedOnce } from '#lib/platform/http/compressed-once.server.ts';

type Shared = Readonly<{ state: string; since: number; answer: Promise<CompressedOnce | null> }>;

/** What does not depend on the state, such as what becomes of it, may be so old, in milliseconds; counts too. */
const longest = 1000;
/** At most so many sessions and languages; the one that was rendered longest ago goes first. */
const kept = 200;
const views = new Map<string, Shared>();

/**
 * A hall that scans the code at one moment gets one page: rendering it for each took most of the time until all were in.
 * Whoever has any cookie gets a page of their own. The state is asked for each time, so that nobody gets a question that
 * is over or a result that has just been covered.
 */
export const sharedFirstView: Handle = async ({ event, resolve }) => {
	const state = await sharedState(event);
	if (state === null) return resolve(event);
	const spoken = negotiateLocale(null, event.request.headers.get('accept-language') ?? undefined);
	const place = `${event.url.href} ${spoken}`;
	const known = views.get(place);
	if (known?.state === state && performance.now() - known.since < longest) {
		const answer = await known.answer;
		return answer ? answer(event.request.headers.get('accept-encoding')) : resolve(event);
	}
	const rendering = rendered(event, () => resolve(event));
	const answer = rendering.then(({ shared }) => shared);
	keep(place, { state, since: performance.now(), answer: answer.catch(() => null) });
	return (await rendering).own;
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

async function rendered(
	{ locals, request }: RequestEvent,
	render: () => Response | Promise<Response>
): Promise<{ own: Response; shared: CompressedOnce | null }> {
	const own = await render();
	const isPage = own.headers.get('content-type')?.startsWith('text/html') ?? false;
	if (!locals.sameForAll || !isPage || own.status !== 200 || own.headers.has('set-cookie'))
		return { own, shared: null };
	const shared = compressedOnce(await own.text(), own.headers);
	return { own: shared(request.headers.get('accept-encoding')), shared };
}

function keep(place: string, shared: Shared): void {
	views.delete(place);
	if (views.size >= kept) views.delete(views.keys().next().value!);
	views.set(place, shared);
}
