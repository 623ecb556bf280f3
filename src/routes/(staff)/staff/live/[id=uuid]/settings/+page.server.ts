import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeSession } from '#lib/formats/live/change-session.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { checkedSession, typedSession, valuesOf } from '#lib/formats/live/session-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { moderatedPlaces } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	return {
		session,
		values: valuesOf(session.settings),
		...(await activityChoices(db, moderatedPlaces(actor), params.id))
	};
};

export const actions: Actions = {
	async default({ locals, params, request }) {
		const typed = typedSession(await request.formData());
		const change = async () =>
			changeSession(
				locals.db,
				locals.actor,
				params.id,
				checkedSession(typed, locals.house.clock())
			);
		const { refused } = await orRefusedForm(change(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}`));
	}
};
