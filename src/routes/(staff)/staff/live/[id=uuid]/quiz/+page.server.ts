import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeQuiz, readQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import { quizValuesOf, typedQuiz } from '#lib/formats/live/quiz/quiz-settings.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	return {
		session: await orErrorPage(readSession(db, actor, params.id)),
		values: quizValuesOf(await orErrorPage(readQuiz(db, actor, params.id))),
		smallCellK: house.config.smallCellK
	};
};

export const actions: Actions = {
	async default({ locals, params, request }) {
		const typed = typedQuiz(await request.formData());
		const { refused } = await orRefusedForm(
			changeQuiz(locals.db, locals.actor, params.id, typed),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}`));
	}
};
