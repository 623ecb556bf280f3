import type { Cookies } from '@sveltejs/kit';
import { participantCookieOf, type TokenHolder } from '#lib/core/activities/participant.server.ts';

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
