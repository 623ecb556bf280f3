import { redirect } from '@sveltejs/kit';
import { demand } from '#lib/access/can.ts';
import { collectChoices } from '#lib/formats/ideas/collect/choices.server.ts';
import { checkedCollected, typedCollected } from '#lib/formats/ideas/collect/collect-form.ts';
import { collectIdea } from '#lib/formats/ideas/collect/collect-idea.server.ts';
import { firstValues } from '#lib/formats/ideas/collect/first-values.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { permissions } from '#lib/formats/ideas/permissions.ts';
import { boxKey } from '#lib/formats/ideas/street/box-key.server.ts';
import { streetPhrases } from '#lib/formats/ideas/street/phrases.ts';
import { walksOf } from '#lib/formats/ideas/walks/walks.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	if (actor.kind === 'anonymous') {
		redirect(303, localizeHref(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
	}
	const map = await orErrorPage(mapOf(db, params.id, house.clock()));
	await orErrorPage((async () => demand(permissions, actor, 'collect', map))());
	const walks = await walksOf(db, actor, params.id);
	return {
		activityId: map.activityId,
		slug: map.slug,
		title: map.title,
		box: boxKey(house.config.appSecret, params.id).publicKey,
		choices: await collectChoices(db, map, walks),
		values: firstValues(map, 'street', house.clock()),
		added: url.searchParams.get('added'),
		phrases: streetPhrases()
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor, house }, params, request, url }) {
		const typed = typedCollected(await request.formData());
		const add = async () => {
			const map = await mapOf(db, params.id, house.clock());
			return collectIdea(db, actor, map, checkedCollected(typed), house.clock());
		};
		const { done, refused } = await orRefusedForm(add(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`${url.pathname}?added=${done.number}`));
	}
};
