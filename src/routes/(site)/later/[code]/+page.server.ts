import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { answerLater, askedLater } from '#lib/formats/events/followup/answer.server.ts';
import {
	followUpCode,
	followUpPath,
	spokenFollowUpCode
} from '#lib/formats/events/followup/code.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { typedAnswers } from '#lib/questions/several.ts';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
	return {
		asked: await orErrorPage(asked(event)),
		code: spokenFollowUpCode(followUpCode(event.params.code)!),
		done: event.url.searchParams.get('done') === 'given'
	};
};

export const actions: Actions = {
	answer: async (event) => {
		const { db, actor } = event.locals;
		const { code } = event.params;
		const { questions } = await orErrorPage(asked(event));
		const typed = typedAnswers(questions, await event.request.formData());
		const { refused } = await orRefusedForm(answerLater(db, actor, code, typed), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`${followUpPath(followUpCode(code)!)}?done=given`));
	}
};

/** What the code opens; whoever guesses is held up. */
async function asked({
	params,
	locals: { db, house },
	getClientAddress
}: RequestEvent<{ code: string }>) {
	if (house.receiptBrake.isOn(getClientAddress())) error(429, { message: 'too_many_codes' });
	return askedLater(db, params.code).catch((thrown: unknown) => {
		if (thrown instanceof Refusal && thrown.kind === 'missing')
			house.receiptBrake.count(getClientAddress());
		throw thrown;
	});
}
