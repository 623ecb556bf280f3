import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { changeMap } from '#lib/formats/ideas/change-map.server.ts';
import { checkedMap, mapValuesOf, reshaped, typedMap } from '#lib/formats/ideas/map-form.ts';
import { placesWhere, readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	return {
		map,
		values: mapValuesOf(map.settings),
		...(await activityChoices(db, placesWhere(actor, 'create'), params.id))
	};
};

export const actions: Actions = {
	async save({ locals, params, request }) {
		const form = await request.formData();
		const typed = typedMap(form);
		const seen = Number(textOf(form, 'version'));
		const { db, actor, house } = locals;
		const change = async () =>
			changeMap(db, actor, params.id, checkedMap(typed, house.clock()), seen);
		const { refused } = await orRefusedForm(change(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/ideas/${params.id}`));
	},
	/** A row more, less or elsewhere; nothing is kept. */
	async reshape({ request }) {
		const form = await request.formData();
		const version = Number(textOf(form, 'version'));
		return { version, typed: reshaped(typedMap(form), textOf(form, 'step')) };
	}
};
