import { redirect, type Handle } from '@sveltejs/kit';
import { readSession } from './sessions.server.ts';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './cookie.server.ts';

/** Says who sends the request. Without the cookie nothing is asked of the database. */
export const authenticate: Handle = async ({ event, resolve }) => {
	event.locals.session = null;
	const sessionId = readSessionCookie(event);
	if (sessionId) {
		const session = await readSession(event.locals.house, sessionId);
		if (!session) clearSessionCookie(event);
		if (session?.prolonged) setSessionCookie(event, sessionId);
		event.locals.session = session;
		// Between password and code somebody is nobody yet.
		if (session && !session.awaitsFactor) event.locals.actor = session.actor;
	}
	return resolve(event);
};

/** Pages that somebody with a staff role may see before the second factor is set up. */
const beforeFactor = ['/(staff)/account/second-factor'];

/** Staff pages are for the signed-in; who holds a staff role sets up the second factor first. */
export const guard: Handle = ({ event, resolve }) => {
	const route = event.route.id ?? '';
	if (!route.startsWith('/(staff)/')) return resolve(event);
	const { session } = event.locals;
	const target = event.isDataRequest ? event.url.pathname : event.url.pathname + event.url.search;
	const next = event.request.method === 'GET' ? `?next=${encodeURIComponent(target)}` : '';
	if (!session) redirect(303, localizeHref('/sign-in') + next);
	if (session.awaitsFactor) redirect(303, localizeHref('/sign-in/second-factor') + next);
	const { grants, secondFactor } = session.actor;
	if (grants.length > 0 && !secondFactor && !beforeFactor.includes(route))
		redirect(303, localizeHref('/account/second-factor') + next);
	return resolve(event);
};
