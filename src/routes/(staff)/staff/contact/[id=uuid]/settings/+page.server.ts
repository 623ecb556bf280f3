import { redirect } from '@sveltejs/kit';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { placesWhere } from '#lib/formats/contact/places.ts';
import { hoursChoices } from '#lib/formats/contact/point/hours-choices.server.ts';
import { checkedPoint, pointValuesOf, typedPoint } from '#lib/formats/contact/point/point-form.ts';
import { pointToEdit } from '#lib/formats/contact/point/read-point.server.ts';
import { changePoint } from '#lib/formats/contact/point/set-up-point.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => {
	const detail = await orErrorPage(pointToEdit(db, actor, params.id));
	const { hoursActivityId } = detail.settings;
	const hours = await hoursChoices(db, house.clock(), hoursActivityId);
	return {
		detail,
		values: pointValuesOf(detail.settings),
		hours: hours.filter(({ id }) => id !== params.id),
		...(await activityChoices(db, placesWhere(actor, 'createPoint'), params.id))
	};
};

export const actions: Actions = {
	async save({ locals: { db, actor, house }, params, request }) {
		const form = await request.formData();
		const typed = typedPoint(form);
		const seen = seenVersion(textOf(form, 'revision'));
		const change = async () =>
			changePoint(db, actor, params.id, checkedPoint(typed, house.clock()), seen);
		const { refused } = await orRefusedForm(change(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/contact/${params.id}`));
	}
};
