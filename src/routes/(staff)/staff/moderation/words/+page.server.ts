import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { builtInCaution } from '#lib/core/moderation/words/built-in.ts';
import {
	addCautionWord,
	readCautionWords,
	removeCautionWord
} from '#lib/core/moderation/words/word-list.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';

export const load: PageServerLoad = async ({ locals }) => ({
	...(await orErrorPage(readCautionWords(locals.db, locals.actor))),
	builtIn: builtInCaution
});

const typedWord = (form: FormData) => ({
	locale: String(form.get('locale') ?? ''),
	word: String(form.get('word') ?? '')
});

export const actions: Actions = {
	async add({ locals, request, url }) {
		const typed = typedWord(await request.formData());
		const { refused } = await orRefusedForm(addCautionWord(locals.db, locals.actor, typed), typed);
		if (refused) return refused;
		redirect(303, url.pathname);
	},
	async remove({ locals, request, url }) {
		const typed = typedWord(await request.formData());
		const removed = removeCautionWord(locals.db, locals.actor, typed);
		const { refused } = await orRefusedForm(removed, typed);
		if (refused) return refused;
		redirect(303, url.pathname);
	}
};
