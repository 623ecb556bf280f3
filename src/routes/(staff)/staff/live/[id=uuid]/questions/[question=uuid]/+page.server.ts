import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { backgroundField } from '#lib/formats/live/crosstab/background-field.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { materialOf, offered } from '#lib/formats/live/pictures/material.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { checkedQuestion, questionValuesOf, typedQuestion } from '#lib/questions/question-form.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	const question = session.asked.find(({ id }) => id === params.question);
	if (!question) error(404, { message: 'missing' });
	return {
		session,
		question,
		material: offered(await materialOf(db, session, question)),
		held: question.rounds.some(({ open, ballots }) => open || ballots > 0),
		values: questionValuesOf(question, session.settings.locales)
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
		const change = async () => {
			const question = session.asked.find(({ id }) => id === params.question);
			const material = await materialOf(db, session, question);
			const input = checkedQuestion(typed, form, languages, material);
			await changeQuestion(db, actor, params.id, params.question, input, background);
		};
		const { refused } = await orRefusedForm(change(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}#questions`));
	}
};
