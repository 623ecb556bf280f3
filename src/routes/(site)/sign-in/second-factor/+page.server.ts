import { redirect, type Actions } from '@sveltejs/kit';
import { giveSecondFactor } from '#lib/core/people/sign-in/second-factor.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../form-text.ts';
import { landingPage } from '../../../landing.ts';
import { localPath } from '../../../local-path.ts';
import { orRefusedForm } from '../../../refused.ts';
import { deviceOf, setSessionCookie } from '#lib/core/people/sessions/cookie.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { session }, url }) => {
	if (!session?.awaitsFactor) redirect(303, localizeHref('/sign-in') + url.search);
};

export const actions: Actions = {
	default: async (event) => {
		const { session, house } = event.locals;
		if (!session?.awaitsFactor) redirect(303, localizeHref('/sign-in') + event.url.search);
		const code = textOf(await event.request.formData(), 'code');
		const { done, refused } = await orRefusedForm(
			giveSecondFactor(house, session, code, deviceOf(event)),
			{ code }
		);
		if (!done) return refused;
		setSessionCookie(event, done);
		const landing = localizeHref(landingPage(session.actor));
		redirect(303, localPath(event.url.searchParams.get('next'), landing));
	}
};
