import { redirect } from '@sveltejs/kit';
import { demand } from '#lib/access/can.ts';
import { collectChoices } from '#lib/formats/ideas/collect/choices.server.ts';
import { checkedCollected, typedCollected } from '#lib/formats/ideas/collect/collect-form.ts';
import { collectIdea } from '#lib/formats/ideas/collect/collect-idea.server.ts';
import { firstValues } from '#lib/formats/ideas/collect/first-values.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { permissions } from '#lib/formats/ideas/permissions.ts';
import { walksOf } from '#lib/formats/ideas/walks/walks.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params, url }) => {
	const map = await orErrorPage(mapOf(db, params.id, house.clock()));
	await orErrorPage((async () => demand(permissions, actor, 'collect', map))());
	return {
		map: { activityId: map.activityId, slug: map.slug, title: map.title },
		choices: await collectChoices(db, map, await walksOf(db, actor, params.id)),
		values: firstValues(map, 'paper', house.clock()),
		added: url.searchParams.get('added')
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor, house }, params, request }) {
		const typed = typedCollected(await request.formData());
		const add = async () => {
			const map = await mapOf(db, params.id, house.clock());
			return collectIdea(db, actor, map, checkedCollected(typed), house.clock());
		};
		const { done, refused } = await orRefusedForm(add(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/ideas/${params.id}/enter?added=${done.number}`));
	}
};
