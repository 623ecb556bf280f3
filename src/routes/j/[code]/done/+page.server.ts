import { redirect } from '@sveltejs/kit';
import { pacedPage } from '#lib/formats/live/pace/page.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../../../refused.ts';
import { participantDoor } from '../door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies, getClientAddress }) => {
	const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
	const page = await orErrorPage(pacedPage(locals.db, door, locals.locale));
	if (page.questions.length === 0) redirect(303, localizeHref(`/j/${params.code}`));
	return page;
};
