import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { createMap } from '#lib/formats/ideas/create-map.server.ts';
import { checkedMap, reshaped, typedMap, type MapValues } from '#lib/formats/ideas/map-form.ts';
import { defaultRetentionDays } from '#lib/formats/ideas/rules.ts';
import { freeSlug } from '#lib/formats/ideas/slug.server.ts';
import { placesWhere } from '#lib/formats/ideas/staff-maps.server.ts';
import { mayList } from '#lib/formats/ideas/staff/may-list.ts';
import { beginningOf, templateOf, templates } from '#lib/formats/ideas/templates/index.ts';
import { localizeHref, locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	await orErrorPage(mayList(locals.actor));
	const chosen = url.searchParams.get('template');
	const template = templateOf(chosen);
	const now = locals.house.clock();
	const { places, measures, organisations } = await activityChoices(
		locals.db,
		placesWhere(locals.actor, 'create')
	);
	const values: MapValues = {
		...beginningOf(template, locales, now),
		// Whoever has several says which: nobody notices a wrong place that was chosen for them.
		placeId: places.length === 1 ? places[0]!.id : '',
		slug: template ? await freeSlug(locals.db, template.title['de']!) : '',
		retainUntil: retainUntilAfter(now, defaultRetentionDays)
	};
	return { chosen, template, templates, places, measures, organisations, values };
};

export const actions: Actions = {
	async create({ locals, request }) {
		const typed = typedMap(await request.formData());
		const create = async () => {
			const slug = typed.slug || (await freeSlug(locals.db, typed.title[typed.main] ?? ''));
			const input = checkedMap({ ...typed, slug }, locals.house.clock());
			return createMap(locals.db, locals.actor, input);
		};
		const { done, refused } = await orRefusedForm(create(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/ideas/${done.activityId}`));
	},
	/** A row more, less or elsewhere; nothing is kept. */
	async reshape({ request }) {
		const form = await request.formData();
		return { typed: reshaped(typedMap(form), textOf(form, 'step')) };
	}
};
