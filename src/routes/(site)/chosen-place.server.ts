import type { Cookies } from '@sveltejs/kit';

const name = 'palaver_place';
const path = '/';

/** The quarter somebody chose on this device, if they did; nothing else is remembered about them. */
export const chosenPlace = (cookies: Cookies): string | null => cookies.get(name) ?? null;

export const choosePlace = (cookies: Cookies, placeId: string): void =>
	cookies.set(name, placeId, { path, httpOnly: true, sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 });

export const forgetPlace = (cookies: Cookies): void => cookies.delete(name, { path });
