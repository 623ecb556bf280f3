import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	feedbackCode,
	feedbackPath,
	spokenFeedbackCode
} from '#lib/formats/events/feedback/code.ts';
import { feedbackInputOf, typedFeedback } from '#lib/formats/events/feedback/feedback-form.ts';
import { askedByCode, giveByCode } from '#lib/formats/events/feedback/give.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { code } = event.params;
	refuseGuessers(event);
	event.setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
	const asked = askedByCode(db, code, house.clock()).catch((thrown: unknown) => {
		if (thrown instanceof Refusal && thrown.kind === 'missing')
			house.receiptBrake.count(event.getClientAddress());
		throw thrown;
	});
	return {
		asked: await orErrorPage(asked),
		code: spokenFeedbackCode(feedbackCode(code)!),
		done: event.url.searchParams.get('done') === 'given'
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor, house } = event.locals;
		const { code } = event.params;
		refuseGuessers(event);
		const typed = typedFeedback(await event.request.formData());
		const { refused } = await orRefusedForm(
			giveByCode(db, actor, code, feedbackInputOf(typed), house.clock()),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`${feedbackPath(feedbackCode(code)!)}?done=given`));
	}
};

function refuseGuessers({ locals, getClientAddress }: RequestEvent): void {
	if (locals.house.receiptBrake.isOn(getClientAddress())) error(429, { message: 'too_many_codes' });
}
