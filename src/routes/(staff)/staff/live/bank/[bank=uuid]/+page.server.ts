import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { bankHistory, readBankQuestion } from '#lib/formats/live/bank/bank-reads.server.ts';
import { setArchived } from '#lib/formats/live/bank/write-question.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => ({
	question: await orErrorPage(readBankQuestion(db, actor, params.bank)),
	history: await bankHistory(db, actor, params.bank)
});

export const actions: Actions = {
	async archive({ locals: { db, actor, house }, params, request }) {
		const archived = (await request.formData()).get('archived') === 'yes';
		const setting = setArchived(db, actor, params.bank, archived, house.clock());
		const { refused } = await orRefusedForm(setting, null);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/bank/${params.bank}`));
	}
};
