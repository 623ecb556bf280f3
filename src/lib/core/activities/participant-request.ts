import type { ApiRequest } from '../../platform/http/api.server.ts';
import { isSameOrigin } from '../../platform/http/same-origin.ts';
import { Refusal } from '../../platform/errors.ts';

const thirtyDays = 30 * 24 * 60 * 60;

/**
 * A participant's token, from `Authorization: Bearer`, else from the cookie; a cookie is taken only from our own pages.
 * @throws Refusal origin_foreign (403)
 */
export function participantToken(
	request: ApiRequest,
	cookieName: string,
	origin: string
): string | null {
	const authorization = request.header('authorization');
	if (authorization?.startsWith('Bearer ')) return authorization.slice(7);
	if (!isSameOrigin((name) => request.header(name), origin))
		throw new Refusal('forbidden', 'origin_foreign');
	return request.cookie(cookieName);
}

/** The header that lets a browser keep its token. */
export const keepParticipant = (cookieName: string, token: string, origin: string) => ({
	'set-cookie': `${cookieName}=${token}; Path=/; Max-Age=${thirtyDays}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
});
