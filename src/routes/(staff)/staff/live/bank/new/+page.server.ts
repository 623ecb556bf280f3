import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { keptPlaces } from '#lib/formats/live/bank/bank-reads.server.ts';
import { bankLocales } from '#lib/formats/live/bank/locales.ts';
import { mayListBank } from '#lib/formats/live/bank/may-list-bank.ts';
import { writeQuestion } from '#lib/formats/live/bank/write-question.server.ts';
import { areasAt } from '#lib/formats/live/pictures/material.server.ts';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { checkedQuestion, emptyQuestion, typedQuestion } from '#lib/questions/question-form.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
	await orErrorPage(mayListBank(actor));
	const places = await placeChoices(db, keptPlaces(actor));
	const asked = url.searchParams.get('place') ?? '';
	// Of several the asker says which: nobody notices a wrong place that was chosen for them.
	const place =
		places.find(({ id }) => id === asked)?.id ?? (places.length === 1 ? places[0]!.id : '');
	return {
		places,
		place,
		locales: bankLocales,
		material: await areasAt(db, place),
		values: place ? emptyQuestion(url.searchParams.get('type'), bankLocales) : null
	};
};

export const actions: Actions = {
	async default({ locals: { db, actor }, request }) {
		const form = await request.formData();
		const place = String(form.get('question.place') ?? '').replaceAll('\0', '');
		form.delete('question.place');
		const typed = typedQuestion(form, bankLocales);
		const write = async () => {
			const material = await areasAt(db, place);
			return writeQuestion(db, actor, place, checkedQuestion(typed, form, bankLocales, material));
		};
		const { done, refused } = await orRefusedForm(write(), { ...typed, place });
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/bank/${done}`));
	}
};
