import type { Cookies } from '@sveltejs/kit';
import type { Door } from '#lib/formats/live/participant/forms.server.ts';
import { participantCookie } from '#lib/formats/live/service.ts';
import type { House } from '#lib/house.server.ts';
import { redeemBraked } from '../../seat-brake.server.ts';

const thirtyDays = 30 * 24 * 60 * 60;

/** The way into one session for whoever asks: their token comes from the cookie and goes there. */
export function participantDoor(
	house: House,
	cookies: Cookies,
	code: string,
	address: () => string
): Door {
	const name = participantCookie(code);
	return {
		live: house.live,
		code,
		token: cookies.get(name) ?? null,
		redeem: (seat) => redeemBraked(house, code, address(), seat),
		keep: (token) =>
			cookies.set(name, token, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure: house.config.origin.startsWith('https:'),
				maxAge: thirtyDays
			})
	};
}
