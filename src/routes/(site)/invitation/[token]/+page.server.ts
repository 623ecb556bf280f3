import { redirect, type Actions } from '@sveltejs/kit';
import { acceptInvitation } from '#lib/core/people/sign-in/invitation.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../form-text.ts';
import { orRefusedForm } from '../../../refused.ts';
import {
	deviceOf,
	readSessionCookie,
	setSessionCookie
} from '#lib/core/people/sessions/cookie.server.ts';
import { tokenAccount } from '../../token-account.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { account: await tokenAccount(locals, params.token, 'invitation') };
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const typed = { name: textOf(data, 'name'), locale: textOf(data, 'locale') };
		const input = { ...typed, password: textOf(data, 'password'), device: deviceOf(event) };
		const { done, refused } = await orRefusedForm(
			acceptInvitation(event.locals.house, event.params['token']!, input, readSessionCookie(event)),
			typed
		);
		if (!done) return refused;
		setSessionCookie(event, done);
		// The sign-in page knows, with the new session, where the person belongs.
		redirect(303, localizeHref('/sign-in'));
	}
};
