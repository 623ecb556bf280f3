import { redirect, type Actions } from '@sveltejs/kit';
import { changePassword } from '#lib/core/people/accounts/own.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../form-text.ts';
import { ownAccount } from '../../../own-account.ts';
import { orRefusedForm } from '../../../refused.ts';
import { deviceOf, setSessionCookie } from '#lib/core/people/sessions/cookie.server.ts';

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const input = {
			current: textOf(data, 'current'),
			password: textOf(data, 'password'),
			device: deviceOf(event)
		};
		const work = changePassword(event.locals.house, ownAccount(event.locals), input);
		const { done, refused } = await orRefusedForm(work, {});
		if (!done) return refused;
		setSessionCookie(event, done);
		redirect(303, `${localizeHref('/account')}?done=password`);
	}
};
