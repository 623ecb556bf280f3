import { error, redirect } from '@sveltejs/kit';
import { joinCode } from '#lib/formats/live/join-code.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const typed = url.searchParams.get('code');
	if (typed === null) return;
	const code = joinCode(typed);
	if (!code) error(404, { message: 'code_malformed' });
	await orErrorPage(locals.house.live.snapshot(code));
	redirect(303, localizeHref(`/j/${code}`));
};
