import { building } from '$app/environment';
import { sequence } from '@sveltejs/kit/hooks';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { anonymous } from '#lib/access/actor.ts';
import { openHouse, type House } from '#lib/house.server.ts';
import { readConfig } from '#lib/platform/config.ts';
import { bodyLimitOf, saysTooLarge } from '#lib/platform/http/body-limit.ts';
import { framedPolicy, mayBeFramed } from '#lib/platform/http/embedding.ts';
import { getTextDirection } from '#lib/platform/i18n/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/platform/i18n/paraglide/server.js';
import { log } from '#lib/platform/log.ts';
import { sharedFrame } from './routes/embed/live/[question=uuid]/shared-frame.server.ts';
import { sharedFirstView } from './routes/j/[code]/first-view.server.ts';
import { authenticate, guard } from '#lib/core/people/sessions/guard.server.ts';

let house: House;
const houseKey = Symbol.for('palaver.house');
const shared = globalThis as { [houseKey]?: House | undefined };

export const init: ServerInit = async () => {
	if (building) return;
	// Only the development server comes here twice: after a change it loads the modules anew, and the house that the
	// old ones opened still has the database.
	await shared[houseKey]?.close();
	shared[houseKey] = undefined;
	house = await openHouse(readConfig(process.env));
	// src/server.ts runs outside this bundle and must not open a second house.
	shared[houseKey] = house;
};

const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		event.locals.locale = locale;
		return resolve(event, {
			// A style stands in the head itself: told once more in the answer's headers it is 1.5 kB of a phone's first page.
			preload: ({ type }) => type === 'js',
			transformPageChunk: ({ html }) =>
				html.replace('%lang%', locale).replace('%dir%', getTextDirection(locale))
		});
	});

const resources: Handle = ({ event, resolve }) => {
	event.locals.house = house;
	event.locals.db = house.db;
	event.locals.actor = anonymous;
	return resolve(event);
};

const security: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	// A page may have said something of its own, such as one whose address is a secret.
	for (const [name, value] of Object.entries(house.securityHeaders))
		if (!response.headers.has(name)) response.headers.set(name, value);
	const policy = response.headers.get('content-security-policy');
	if (policy && mayBeFramed(event.route.id))
		response.headers.set('content-security-policy', framedPolicy(policy));
	return response;
};

/** A page that itself says what is wrong, such as an expired link, says so in its status too. */
const pageStatus: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const status = event.locals.pageStatus;
	if (!status || response.status !== 200 || event.isDataRequest) return response;
	return new Response(response.body, { status, headers: response.headers });
};

/** The server takes as much as the largest import; every other route takes a form's worth. */
const bodySize: Handle = ({ event, resolve }) => {
	const { headers } = event.request;
	// Browsers and programs that send a form know its length; without one it could only be limited by the largest route.
	if (headers.has('transfer-encoding')) return new Response(null, { status: 411 });
	const length = Number(headers.get('content-length') ?? 0);
	if (length > bodyLimitOf(event.route.id)) {
		if (!saysTooLarge(event.route.id)) return new Response(null, { status: 413 });
		event.locals.bodyTooLarge = true;
	}
	return resolve(event);
};

export const handle: Handle = sequence(
	bodySize,
	resources,
	security,
	pageStatus,
	authenticate,
	language,
	guard,
	sharedFirstView,
	sharedFrame
);

/** A fault of ours: the person gets a reference number, the log gets the rest. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return { message: 'missing' };
	const reference = crypto.randomUUID().slice(0, 8);
	log.error({ reference, route: event.route.id, err: error }, 'request failed');
	// src/error.html can show the message only, so the message is the reference too.
	return { message: reference, reference };
};
