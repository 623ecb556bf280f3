import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readBankQuestion } from '#lib/formats/live/bank/bank-reads.server.ts';
import { bankLocales } from '#lib/formats/live/bank/locales.ts';
import { reviseQuestion } from '#lib/formats/live/bank/write-question.server.ts';
import { areasAt } from '#lib/formats/live/pictures/material.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { checkedQuestion, questionValuesOf, typedQuestion } from '#lib/questions/question-form.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const question = await orErrorPage(readBankQuestion(db, actor, params.bank));
	if (!question.mayKeep) error(403, { message: 'not_allowed' });
	return {
		question,
		locales: bankLocales,
		material: await areasAt(db, question.placeId, question),
		values: questionValuesOf(question, bankLocales)
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor }, params, request }) {
		const form = await request.formData();
		const seen = Number(form.get('question.seen'));
		form.delete('question.seen');
		const typed = typedQuestion(form, bankLocales);
		const revise = async () => {
			const question = await readBankQuestion(db, actor, params.bank);
			const material = await areasAt(db, question.placeId, question);
			const input = checkedQuestion(typed, form, bankLocales, material);
			return reviseQuestion(db, actor, params.bank, { input, seen });
		};
		const { refused } = await orRefusedForm(revise(), { ...typed, seen });
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/bank/${params.bank}`));
	}
};
