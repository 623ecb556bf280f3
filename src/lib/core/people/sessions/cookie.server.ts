import type { RequestEvent } from '@sveltejs/kit';
import { deviceLabel } from './device.ts';
import { cookieAttributes } from './lucia.server.ts';
import { sessionCookie } from './cookie-name.ts';

/** Gives the browser its session; whatever id it had before is replaced. */
export function setSessionCookie({ cookies, locals }: RequestEvent, sessionId: string): void {
	const secure = locals.house.config.origin.startsWith('https:');
	cookies.set(sessionCookie, sessionId, cookieAttributes(secure));
}

export function clearSessionCookie({ cookies, locals }: RequestEvent): void {
	const secure = locals.house.config.origin.startsWith('https:');
	cookies.delete(sessionCookie, { ...cookieAttributes(secure), maxAge: 0 });
}

export const readSessionCookie = ({ cookies }: RequestEvent) => cookies.get(sessionCookie) ?? null;

/** How this browser is called in the list of sessions. */
export const deviceOf = ({ request }: RequestEvent) =>
	deviceLabel(request.headers.get('user-agent'));
