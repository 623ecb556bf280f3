import { redirect, type RequestEvent } from '@sveltejs/kit';
import { controlCookie, opensTablet } from '#lib/formats/live/control-links.server.ts';
import { controlLinkHours } from '#lib/formats/live/rules.ts';
import { sessionIdOfCode } from '#lib/formats/live/session.server.ts';
import {
	tabletCookie,
	tabletPersonCookie,
	tabletPersonMinutes
} from '#lib/formats/live/tablet/at-tablet.server.ts';
import { fingerprint } from '#lib/platform/secrets.ts';

type Event = RequestEvent<{ code: string }>;

const kept = ({ url }: Event, minutes: number) =>
	({
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: minutes * 60
	}) as const;

/** The key leaves the address at the first visit, and a right to run the session does not go round with the tablet. */
export function keepTabletKey(event: Event, key: string): never {
	const { cookies, params, url } = event;
	cookies.set(tabletCookie(params.code), key, kept(event, controlLinkHours * 60));
	cookies.delete(controlCookie(params.code), { path: '/' });
	dropPerson(event);
	redirect(303, url.pathname);
}

/** Empty: none. */
export const tabletKey = ({ cookies, params }: Event): string =>
	cookies.get(tabletCookie(params.code)) ?? '';

/** The session of this tablet; null: its link does not work, or not any more. */
export async function tabletSession(event: Event): Promise<string | null> {
	const { locals, params } = event;
	const activityId = await sessionIdOfCode(locals.db, params.code);
	if (!activityId) return null;
	return (await opensTablet(locals.db, activityId, tabletKey(event), locals.house.clock()))
		? activityId
		: null;
}

export const keepPerson = (event: Event, token: string): void =>
	event.cookies.set(tabletPersonCookie(event.params.code), token, kept(event, tabletPersonMinutes));

export const dropPerson = ({ cookies, params }: Event): void =>
	cookies.delete(tabletPersonCookie(params.code), { path: '/' });

export const personAt = ({ cookies, params }: Event): string | null =>
	cookies.get(tabletPersonCookie(params.code)) ?? null;

/**
 * Stands in the form of the person who holds the tablet. A form of somebody before them, sent again by the browser's way
 * back, has another one and is dropped unread.
 */
export const markOf = (token: string): string => fingerprint(`tablet ${token}`).slice(0, 16);
