import { redirect, type Actions } from '@sveltejs/kit';
import { signIn } from '#lib/core/people/sign-in/sign-in.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../form-text.ts';
import { landingPage } from '../../landing.ts';
import { localPath } from '../../local-path.ts';
import { orRefusedForm } from '../../refused.ts';
import {
	deviceOf,
	readSessionCookie,
	setSessionCookie
} from '#lib/core/people/sessions/cookie.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { session }, url }) => {
	if (session && !session.awaitsFactor)
		redirect(
			303,
			localPath(url.searchParams.get('next'), localizeHref(landingPage(session.actor)))
		);
	return { done: url.searchParams.get('done'), search: url.search };
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const email = textOf(data, 'email');
		const { done, refused } = await orRefusedForm(
			signIn(
				event.locals.house,
				{ email, password: textOf(data, 'password'), device: deviceOf(event) },
				readSessionCookie(event)
			),
			{ email }
		);
		if (!done) return refused;
		setSessionCookie(event, done.sessionId);
		if (done.awaitsFactor) redirect(303, localizeHref('/sign-in/second-factor') + event.url.search);
		// This page knows, with the new session, where the person belongs.
		redirect(303, localizeHref('/sign-in') + event.url.search);
	}
};
