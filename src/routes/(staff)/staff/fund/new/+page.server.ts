import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { listPots } from '#lib/formats/fund/ledger/read-pots.server.ts';
import { placesWhere } from '#lib/formats/fund/places.ts';
import { defaultRetentionDays } from '#lib/formats/fund/retention.server.ts';
import {
	checkedRound,
	reshaped,
	typedRound,
	type RoundValues
} from '#lib/formats/fund/round/round-form.ts';
import { createRound, freeRoundSlug } from '#lib/formats/fund/round/set-up-round.server.ts';
import { beginningOf, templateOf, templates } from '#lib/formats/fund/round/templates/index.ts';
import { localizeHref, locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, house } = locals;
	const pots = await orErrorPage(listPots(db, actor));
	const chosen = url.searchParams.get('template');
	const template = templateOf(chosen);
	const { places, measures, organisations } = await activityChoices(
		db,
		placesWhere(actor, 'createRound')
	);
	const values: RoundValues = {
		...beginningOf(template, locales),
		// Whoever has several says which: nobody notices a wrong place or pot that was chosen for them.
		placeId: places.length === 1 ? places[0]!.id : '',
		potId: pots.length === 1 ? pots[0]!.id : '',
		slug: template ? await freeRoundSlug(db, template.title['de']!) : '',
		retainUntil: retainUntilAfter(house.clock(), defaultRetentionDays)
	};
	return {
		chosen,
		template: template && { title: template.title },
		templates: templates.map(({ key, title, purpose }) => ({ key, title, purpose })),
		places,
		measures,
		organisations,
		pots,
		values
	};
};

export const actions: Actions = {
	async create({ locals, request }) {
		const { db, actor, house } = locals;
		const typed = typedRound(await request.formData());
		const create = async () => {
			const slug = typed.slug || (await freeRoundSlug(db, typed.title[typed.main] ?? ''));
			return createRound(db, actor, checkedRound({ ...typed, slug }, house.clock()));
		};
		const { done, refused } = await orRefusedForm(create(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/fund/${done.activityId}`));
	},
	/** A row more, less or elsewhere; nothing is kept. */
	async reshape({ request }) {
		const form = await request.formData();
		return { typed: reshaped(typedRound(form), textOf(form, 'step')) };
	}
};
