import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readTalk } from '#lib/formats/live/moderation/change-talk.server.ts';
import { changeQuiz, readQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import { quizMark, quizValuesOf, typedQuiz } from '#lib/formats/live/quiz/quiz-settings.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const quiz = await orErrorPage(readQuiz(db, actor, params.id));
	return {
		session: await orErrorPage(readSession(db, actor, params.id)),
		values: quizValuesOf(quiz),
		seen: quizMark(quiz),
		smallCellK: house.config.smallCellK,
		pace: (await orErrorPage(readTalk(db, actor, params.id))).pace
	};
};

export const actions: Actions = {
	async default({ locals, params, request }) {
		const form = await request.formData();
		const typed = typedQuiz(form);
		const seen = String(form.get('seen') ?? '');
		const { refused } = await orRefusedForm(
			changeQuiz(locals.db, locals.actor, params.id, { typed, seen }),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}`));
	}
};
