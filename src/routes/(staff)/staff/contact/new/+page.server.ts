import { redirect } from '@sveltejs/kit';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { demand } from '#lib/access/can.ts';
import { permissions } from '#lib/formats/contact/permissions.ts';
import { placesWhere } from '#lib/formats/contact/places.ts';
import { hoursChoices } from '#lib/formats/contact/point/hours-choices.server.ts';
import {
	checkedPoint,
	typedPoint,
	type PointValues
} from '#lib/formats/contact/point/point-form.ts';
import { createPoint, freePointSlug } from '#lib/formats/contact/point/set-up-point.server.ts';
import { beginningOf, templateOf, templates } from '#lib/formats/contact/point/templates.ts';
import { defaultRetentionDays } from '#lib/formats/contact/retention.server.ts';
import { localizeHref, locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, url }) => {
	const own = placesWhere(actor, 'createPoint');
	await orErrorPage(
		(async () => demand(permissions, actor, 'createPoint', { placeId: own[0] ?? '' }))()
	);
	const chosen = url.searchParams.get('template');
	const template = templateOf(chosen);
	const { places, measures, organisations } = await activityChoices(db, own);
	const values: PointValues = {
		...beginningOf(template, locales),
		// Whoever has several says which: nobody notices a wrong place that was chosen for them.
		placeId: places.length === 1 ? places[0]!.id : '',
		slug: template ? await freePointSlug(db, template.title['de']!) : '',
		retainUntil: retainUntilAfter(house.clock(), defaultRetentionDays)
	};
	return {
		chosen,
		template: template && { title: template.title },
		templates: templates.map(({ key, title, purpose }) => ({ key, title, purpose })),
		...{ places, measures, organisations, values },
		hours: await hoursChoices(db, house.clock())
	};
};

export const actions: Actions = {
	async create({ locals: { db, actor, house }, request }) {
		const typed = typedPoint(await request.formData());
		const create = async () => {
			const slug = typed.slug || (await freePointSlug(db, typed.title[typed.main] ?? ''));
			return createPoint(db, actor, checkedPoint({ ...typed, slug }, house.clock()));
		};
		const { done, refused } = await orRefusedForm(create(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/contact/${done.activityId}`));
	}
};
