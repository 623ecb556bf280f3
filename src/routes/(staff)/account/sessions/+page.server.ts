import { redirect, type Actions } from '@sveltejs/kit';
import {
	endOtherSessions,
	endOwnSession,
	listSessions
} from '#lib/core/people/sessions/sessions.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../form-text.ts';
import { ownSession } from '../../../own-account.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, sessionId } = ownSession(locals);
	return {
		sessions: await listSessions(locals.house, actor, sessionId),
		hasRole: actor.grants.length > 0,
		ended: url.searchParams.has('ended')
	};
};

const back = () => redirect(303, `${localizeHref('/account/sessions')}?ended`);

export const actions: Actions = {
	end: async ({ request, locals }) => {
		const key = textOf(await request.formData(), 'session');
		await endOwnSession(locals.house, ownSession(locals).actor, key);
		back();
	},
	endOthers: async ({ locals }) => {
		const { actor, sessionId } = ownSession(locals);
		await endOtherSessions(locals.house, actor, sessionId);
		back();
	}
};
