import type { Cookies } from '@sveltejs/kit';
import { participantCookieOf, type TokenHolder } from '#lib/core/activities/participant.server.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import type { Visitor } from '#lib/formats/ideas/talk/forms.server.ts';
import { orErrorPage } from '../../../refused.ts';

const oneYear = 365 * 24 * 60 * 60;

/** Where a resident's token of one idea map is kept: a map runs for months, and so does their part in it. */
export function tokenHolder(
	cookies: Cookies,
	activityId: string,
	{ origin }: { origin: string }
): TokenHolder {
	const name = participantCookieOf(activityId);
	return {
		token: cookies.get(name) ?? null,
		keep: (token) =>
			cookies.set(name, token, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure: origin.startsWith('https:'),
				maxAge: oneYear
			})
	};
}

/** Whoever asks for a page of the map at this address; an error page where there is none. */
export async function visitorOf({
	locals: { house, db, actor },
	cookies,
	params
}: {
	locals: App.Locals;
	cookies: Cookies;
	params: { slug: string };
}): Promise<Visitor> {
	const map = await orErrorPage(publicMap(db, params.slug, house.clock()));
	const holder = tokenHolder(cookies, map.activityId, house.config);
	return { means: house, map, actor, holder };
}
