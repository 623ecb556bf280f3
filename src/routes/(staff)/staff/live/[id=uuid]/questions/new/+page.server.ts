import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { backgroundField } from '#lib/formats/live/crosstab/background-field.ts';
import { addQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { materialOf, offered } from '#lib/formats/live/pictures/material.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { checkedQuestion, emptyQuestion, typedQuestion } from '#lib/questions/question-form.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	return {
		session,
		material: offered(await materialOf(db, session)),
		values: emptyQuestion(url.searchParams.get('type'), session.settings.locales)
	};
};

export const actions: Actions = {
	async default({ locals, params, request }) {
		const { db, actor } = locals;
		const form = await request.formData();
		const session = await orErrorPage(readSession(db, actor, params.id));
		const { locales: languages } = session.settings;
		const background = form.has(backgroundField);
		const typed = { ...typedQuestion(form, languages), background };
		const add = async () => {
			const material = await materialOf(db, session);
			const input = checkedQuestion(typed, form, languages, material);
			await addQuestion(db, actor, params.id, input, background);
		};
		const { refused } = await orRefusedForm(add(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}#questions`));
	}
};
