import { redirect, type Actions } from '@sveltejs/kit';
import { resetPassword } from '#lib/core/people/sign-in/reset.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../form-text.ts';
import { orRefusedForm } from '../../../refused.ts';
import { clearSessionCookie } from '#lib/core/people/sessions/cookie.server.ts';
import { tokenAccount } from '../../token-account.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { account: await tokenAccount(locals, params.token, 'reset') };
};

export const actions: Actions = {
	default: async (event) => {
		const password = textOf(await event.request.formData(), 'password');
		const work = resetPassword(event.locals.house, event.params['token']!, password);
		const { refused } = await orRefusedForm(work, {});
		if (refused) return refused;
		clearSessionCookie(event);
		redirect(303, `${localizeHref('/sign-in')}?done=reset`);
	}
};
