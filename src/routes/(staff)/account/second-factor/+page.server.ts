import type { Actions } from '@sveltejs/kit';
import {
	confirmFactor,
	factorState,
	offerFactor
} from '#lib/core/people/sign-in/second-factor.server.ts';
import { readOwnAccount } from '#lib/core/people/accounts/own.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../form-text.ts';
import { landingPage } from '../../../landing.ts';
import { localPath } from '../../../local-path.ts';
import { ownSession } from '../../../own-account.ts';
import { orRefusedForm } from '../../../refused.ts';
import { deviceOf, setSessionCookie } from '#lib/core/people/sessions/cookie.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const session = ownSession(locals);
	const offer = await offerFactor(locals.house, session);
	const landing = localizeHref(landingPage(session.actor));
	return {
		...offer,
		email: (await readOwnAccount(locals.house, session.actor)).email,
		needed: session.actor.grants.length > 0 && !session.actor.secondFactor,
		since: (await factorState(locals.house, session.actor)).since,
		next: localPath(url.searchParams.get('next'), landing)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const code = textOf(data, 'code');
		const given = { code, current: textOf(data, 'current'), device: deviceOf(event) };
		const work = confirmFactor(event.locals.house, ownSession(event.locals), given);
		const { done, refused } = await orRefusedForm(work, { code });
		if (!done) return refused;
		setSessionCookie(event, done.sessionId);
		return { recoveryCodes: done.recoveryCodes };
	}
};
