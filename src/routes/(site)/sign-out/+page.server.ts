import { redirect, type Actions } from '@sveltejs/kit';
import { signOut } from '#lib/core/people/sessions/sessions.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { clearSessionCookie } from '#lib/core/people/sessions/cookie.server.ts';
import type { PageServerLoad } from './$types';

/** Nothing to see: whoever types the address keeps the session, signing out is a POST. */
export const load: PageServerLoad = () => redirect(303, localizeHref('/sign-in'));

export const actions: Actions = {
	default: async (event) => {
		const { session, house } = event.locals;
		if (session) await signOut(house, session.sessionId);
		clearSessionCookie(event);
		redirect(303, `${localizeHref('/sign-in')}?done=signed-out`);
	}
};
