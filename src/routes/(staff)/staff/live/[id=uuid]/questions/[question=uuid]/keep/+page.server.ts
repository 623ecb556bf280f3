import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { keptPlaces, readBankQuestion } from '#lib/formats/live/bank/bank-reads.server.ts';
import { keepQuestion } from '#lib/formats/live/bank/keep-question.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { changesBetween } from '#lib/questions/changes.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const session = await orErrorPage(readSession(db, actor, params.id));
	const question = session.asked.find(({ id }) => id === params.question);
	if (!question) error(404, { message: 'missing' });
	const known =
		question.bank && (await orErrorPage(readBankQuestion(db, actor, question.bank.question)));
	return {
		session,
		question,
		places: known?.mayKeep ? [] : await placeChoices(db, keptPlaces(actor)),
		changes: known && changesBetween(known, question),
		seen: known?.mayKeep ? known.version : null
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor }, params, request }) {
		const form = await request.formData();
		const place = String(form.get('place') ?? '').replaceAll('\0', '');
		const seen = form.has('seen') ? Number(form.get('seen')) : null;
		const keeping = keepQuestion(db, actor, params.id, params.question, place, seen);
		const { done, refused } = await orRefusedForm(keeping, { place });
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/bank/${done}`));
	}
};
