import { fail, redirect } from '@sveltejs/kit';
import {
	importCatalogue,
	planChoices,
	previewCatalogue
} from '#lib/core/measures/import.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import { catalogueFileFrom } from './file.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => ({
	plans: await orErrorPage(planChoices(db, actor)),
	done: url.searchParams.has('done')
});

export const actions: Actions = {
	preview: async ({ request, locals: { db, actor } }) => {
		const file = await catalogueFileFrom(await request.formData());
		if (!file) return fail(422, { reason: 'file_missing' as const });
		const work = orRefusedForm(previewCatalogue(db, actor, file), { placeId: file.placeId });
		const { done, refused } = await work;
		if (refused) return refused;
		return 'errors' in done ? fail(422, { errors: done.errors }) : { file, ...done };
	},
	confirm: async ({ request, locals: { db, actor } }) => {
		const form = await request.formData();
		const file = await catalogueFileFrom(form);
		if (!file) return fail(422, { reason: 'file_missing' as const });
		const work = importCatalogue(db, actor, file, String(form.get('hash')));
		const { refused } = await orRefusedForm(work, { placeId: file.placeId });
		if (refused) return refused;
		redirect(303, localizeHref('/plan/measures?done'));
	}
};
