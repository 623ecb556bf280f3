import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { actorAtControl } from '#lib/formats/live/control/control-actor.server.ts';
import { controlCookie } from '#lib/formats/live/control-links.server.ts';
import { controlLinkHours } from '#lib/formats/live/rules.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../../../refused.ts';

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

/**
 * As whom and which session: whoever may not is turned away, with the same words whether the code is a draft's or
 * nobody's.
 */
export async function whoRuns(event: Event): Promise<{ activityId: string; actor: Actor }> {
	return (await askedBy(event)) ?? turnAway(event);
}

/** Asked again while a stream is open: the link may have been withdrawn. */
export const mayRun = async (event: Event) => (await askedBy(event)) !== null;

const askedBy = ({ cookies, locals, params }: Event) =>
	actorAtControl(locals.db, {
		signedIn: locals.actor,
		code: params.code,
		key: cookies.get(controlCookie(params.code)),
		now: locals.house.clock()
	});

async function turnAway({ cookies, locals, params, url }: Event): Promise<never> {
	if (cookies.get(controlCookie(params.code))) error(403, { message: 'control_link_over' });
	if (locals.actor.kind === 'account') {
		await orErrorPage(locals.house.live.snapshot(params.code));
		error(403, { message: 'not_allowed' });
	}
	redirect(303, localizeHref(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
}

export const circumstances = ({ locals: { house } }: Event) => ({
	now: house.clock(),
	smallCellK: house.config.smallCellK
});
