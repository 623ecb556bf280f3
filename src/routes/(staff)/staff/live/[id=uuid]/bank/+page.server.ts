import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { listBank } from '#lib/formats/live/bank/bank-reads.server.ts';
import { searchOf } from '#lib/formats/live/bank/bank-search.ts';
import { takeQuestions } from '#lib/formats/live/bank/take-questions.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params, url }) => {
	const session = await orErrorPage(readSession(db, actor, params.id));
	const search = { ...searchOf(url.searchParams), archived: false };
	return { session, search, questions: await orErrorPage(listBank(db, actor, search)) };
};

export const actions: Actions = {
	async default({ locals: { db, actor }, params, request }) {
		const chosen = (await request.formData()).getAll('bank').map(String);
		const { refused } = await orRefusedForm(takeQuestions(db, actor, params.id, chosen), {
			chosen
		});
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}#questions`));
	}
};
