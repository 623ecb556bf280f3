import { redirect } from '@sveltejs/kit';
import { chooseImpulses, readImpulses } from '#lib/formats/live/impulses/impulses.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { getLocale } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params, url }) => ({
	session: await orErrorPage(readSession(db, actor, params.id)),
	questions: await orErrorPage(readImpulses(db, actor, params.id, getLocale())),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	async default({ locals: { db, actor }, params, request, url }) {
		const form = await request.formData();
		const texts = (name: string) => form.getAll(name).map(String);
		const choice = {
			round: String(form.get('round') ?? ''),
			shown: texts('shown'),
			chosen: texts('chosen')
		};
		const { refused } = await orRefusedForm(chooseImpulses(db, actor, params.id, choice), {});
		if (refused) return refused;
		redirect(303, `${url.pathname}?saved`);
	}
};
