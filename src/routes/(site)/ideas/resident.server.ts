import type { Cookies } from '@sveltejs/kit';
import { participantCookieOf, type TokenHolder } from '#lib/core/activities/participant.server.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import type { Visitor } from '#lib/formats/ideas/talk/forms.server.ts';
import { orErrorPage } from '../../refused.ts';

/** An idea map runs for months, and who comes back in autumn is still the author of their idea of spring. */
const aYear = 365 * 24 * 60 * 60;

/** Where a resident's token of one map is kept: in their browser's cookie. */
export function residentToken(
	{ locals, cookies }: { locals: App.Locals; cookies: Cookies },
	activityId: string
): TokenHolder {
	const name = participantCookieOf(activityId);
	return {
		token: cookies.get(name) ?? null,
		keep: (token) =>
			cookies.set(name, token, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure: locals.house.config.origin.startsWith('https:'),
				maxAge: aYear
			})
	};
}

/** Whoever asks for a page of the map at this address; an error page where there is none. */
export async function visitorOf(event: {
	locals: App.Locals;
	cookies: Cookies;
	params: { slug: string };
}): Promise<Visitor> {
	const { house, db, actor } = event.locals;
	const map = await orErrorPage(publicMap(db, event.params.slug, house.clock()));
	return { means: house, map, actor, holder: residentToken(event, map.activityId) };
}
