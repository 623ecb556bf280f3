import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { readPaperPage } from '#lib/formats/live/voices/read-entry.server.ts';
import {
	correctPaper,
	takeBackPaper,
	typePaper
} from '#lib/formats/live/voices/type-paper.server.ts';
import { writtenLanguage } from '#lib/questions/entry-language.ts';
import { questionType } from '#lib/questions/registry.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { whoRuns } from '../../door.server.ts';

/** The sheet that the address asks for; null: the next one. */
function sheetAsked({ url }: { url: URL }): number | null {
	const asked = url.searchParams.get('sheet') ?? '';
	return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : null;
}

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { activityId, actor } = await whoRuns(event);
	const paper = readPaperPage(locals.db, actor, activityId, params.round, sheetAsked(event));
	return {
		code: params.code,
		paper: await orErrorPage(paper),
		nonce: crypto.randomUUID(),
		done: url.searchParams.get('done'),
		number: Number(url.searchParams.get('number')) || null,
		language: writtenLanguage(url.searchParams.get('language'))
	};
};

/** Who types and where, and what stands on the sheet. */
async function entering(event: RequestEvent) {
	const form = await event.request.formData();
	const { activityId, actor } = await whoRuns(event);
	const on = { db: event.locals.db, actor, activityId, roundId: event.params.round };
	const { question } = await orErrorPage(readPaperPage(on.db, actor, activityId, on.roundId, null));
	const answer = questionType(question.type).answerFromForm(question.config, form);
	const language = writtenLanguage(form.get('language'));
	return { form, on, said: { answer, language } };
}

/** The next sheet of a stack is mostly in the language of the last one. */
function again(event: RequestEvent, done: string, number: number, language = ''): never {
	const asked = new URLSearchParams({
		done,
		number: String(number),
		...(language && { language })
	});
	redirect(303, `${event.url.pathname}?${asked}#next`);
}

export const actions: Actions = {
	async type(event) {
		const { form, on, said } = await entering(event);
		const nonce = String(form.get('nonce'));
		const { done, refused } = await orRefusedForm(typePaper(on, { ...said, nonce }), said);
		if (!done) return refused;
		again(event, 'typed', done.number, said.language);
	},
	async correct(event) {
		const { on, said } = await entering(event);
		const number = sheetAsked(event) ?? 0;
		const { refused } = await orRefusedForm(correctPaper(on, { ...said, number }), said);
		if (refused) return refused;
		again(event, 'corrected', number, said.language);
	},
	async takeBack(event) {
		const { form, on } = await entering(event);
		const number = Number(form.get('number'));
		const { refused } = await orRefusedForm(takeBackPaper(on, number), null);
		if (refused) return refused;
		again(event, 'takenBack', number);
	}
};
