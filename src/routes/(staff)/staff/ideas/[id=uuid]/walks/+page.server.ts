import { redirect } from '@sveltejs/kit';
import { collectChoices } from '#lib/formats/ideas/collect/choices.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { planWalk, walkInput, walksOf } from '#lib/formats/ideas/walks/walks.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { parse } from '#lib/platform/parse.ts';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => {
	const walks = await orErrorPage(walksOf(db, actor, params.id));
	const map = await mapOf(db, params.id, house.clock());
	return {
		map: { activityId: map.activityId, title: map.title },
		walks,
		places: (await collectChoices(db, map, walks)).places,
		values: { title: '', walkedOn: localDay(house.clock()), placeId: map.placeId, note: '' }
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor, house }, params, request }) {
		const form = await request.formData();
		const typed = {
			title: textOf(form, 'title'),
			walkedOn: textOf(form, 'walkedOn'),
			placeId: textOf(form, 'placeId'),
			note: textOf(form, 'note')
		};
		const plan = async () => {
			const map = await mapOf(db, params.id, house.clock());
			return planWalk(db, actor, map, parse(walkInput, typed));
		};
		const { done, refused } = await orRefusedForm(plan(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/ideas/${params.id}/walks/${done.id}`));
	}
};
