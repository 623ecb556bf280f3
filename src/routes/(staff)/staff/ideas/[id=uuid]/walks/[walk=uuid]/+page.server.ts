import { error, redirect } from '@sveltejs/kit';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { closeWalk, findingsOf, walksOf } from '#lib/formats/ideas/walks/walks.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => {
	const walks = await orErrorPage(walksOf(db, actor, params.id));
	const walk = walks.find(({ id }) => id === params.walk);
	if (!walk) error(404, { message: 'missing' });
	const map = await mapOf(db, params.id, house.clock());
	return {
		map: { activityId: map.activityId, slug: map.slug, title: map.title },
		walk,
		categories: map.categories,
		findings: await findingsOf(db, actor, map, walk.id)
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor, house }, params, request }) {
		const closed = (await request.formData()).get('closed') === 'true';
		const now = house.clock();
		const close = async () =>
			closeWalk(db, actor, await mapOf(db, params.id, now), params.walk, closed, now);
		const { refused } = await orRefusedForm(close(), {});
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/ideas/${params.id}/walks/${params.walk}`));
	}
};
