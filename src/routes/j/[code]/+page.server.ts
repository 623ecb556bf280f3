import { fail, redirect } from '@sveltejs/kit';
import { joinCode } from '#lib/formats/live/join-code.ts';
import { emptySearch, findAddress } from '#lib/formats/live/participant/find-address.server.ts';
import { joinByForm, reactByForm, voteByForm } from '#lib/formats/live/participant/forms.server.ts';
import { participantPage } from '#lib/formats/live/participant/page.server.ts';
import { searchPress } from '#lib/questions/address-search.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../../refused.ts';
import { participantDoor } from './door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies, url, getClientAddress }) => {
	const code = joinCode(params.code);
	if (code && code !== params.code) redirect(303, localizeHref(`/j/${code}`));
	const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
	const page = await orErrorPage(participantPage(locals.db, door, locals.locale));
	// The form that a seat code goes into has a nonce of its own.
	if (!door.token && !page.surroundings.seatsOnly) locals.sameForAll = true;
	return {
		...page,
		changing: url.searchParams.has('change'),
		paused: url.searchParams.has('pause'),
		search: locals.house.geocoder ? emptySearch : undefined
	};
};

export const actions: Actions = {
	join: async ({ params, locals, cookies, request, url, getClientAddress }) => {
		const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
		const refused = await orErrorPage(joinByForm(door, await request.formData()));
		if (refused) return fail(refused.status, { refused });
		redirect(303, url.pathname);
	},
	react: async ({ params, locals, cookies, request, url, getClientAddress }) => {
		const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
		const refused = await orErrorPage(reactByForm(door, await request.formData()));
		if (refused) return fail(refused.status, { refused });
		redirect(303, url.pathname);
	},
	vote: async ({ params, locals, cookies, request, url, getClientAddress }) => {
		const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
		const form = await request.formData();
		if (form.get(searchPress.name) === searchPress.value) {
			const { geocoder, searchBrakes: brakes } = locals.house;
			const searching = { geocoder, brakes, address: getClientAddress() };
			return { found: await orErrorPage(findAddress(door, searching, form, locals.locale)) };
		}
		const refused = await orErrorPage(voteByForm(door, form));
		if (refused) return fail(refused.status, { refused });
		redirect(303, url.pathname);
	}
};
