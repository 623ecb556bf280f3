import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { actorAtControl } from '#lib/formats/live/control/control-actor.server.ts';
import { controlCookie } from '#lib/formats/live/control-links.server.ts';
import { controlLinkHours } from '#lib/formats/live/rules.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';

type Event = RequestEvent<{ code: string }>;

/** The key leaves the address at the first visit: nobody reads it from a screen, a history or a log. */
export function keepKey({ cookies, params, url }: Event, key: string): never {
	cookies.set(controlCookie(params.code), key, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: controlLinkHours * 3600
	});
	redirect(303, localizeHref(url.pathname));
}

export function turnAway({ cookies, locals, params, url }: Event): never {
	if (cookies.get(controlCookie(params.code))) error(403, { message: 'control_link_over' });
	if (locals.actor.kind === 'account') error(403, { message: 'not_allowed' });
	redirect(303, localizeHref(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
}

export const whoRuns = ({ cookies, locals, params }: Event) =>
	actorAtControl(
		locals.db,
		locals.actor,
		params.code,
		cookies.get(controlCookie(params.code)),
		locals.house.clock()
	);

export const circumstances = ({ locals: { house } }: Event) => ({
	now: house.clock(),
	smallCellK: house.config.smallCellK
});
