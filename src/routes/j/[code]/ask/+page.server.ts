import { fail, redirect } from '@sveltejs/kit';
import { actByForm, askPage, type AskAct } from '#lib/formats/live/ask/page.server.ts';
import { orderOf } from '#lib/formats/live/ask/rules.ts';
import { orErrorPage } from '../../../refused.ts';
import { participantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies, url, getClientAddress }) => {
	const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
	return {
		...(await orErrorPage(askPage(locals.db, door))),
		order: orderOf(url.searchParams.get('order')),
		edit: url.searchParams.get('edit')
	};
};

const act = (what: AskAct) => async (event: RequestEvent) => {
	const { params, locals, cookies, request, url, getClientAddress } = event;
	const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
	const form = await request.formData();
	const refused = await orErrorPage(actByForm(locals.house.asks, door, what, form, locals.locale));
	if (refused) return fail(refused.status, { refused });
	redirect(303, url.pathname);
};

export const actions: Actions = {
	ask: act('ask'),
	edit: act('edit'),
	withdraw: act('withdraw'),
	support: act('support'),
	unsupport: act('unsupport')
};
