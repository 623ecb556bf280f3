import { redirect } from '@sveltejs/kit';
import { isFeedbackAudience } from '#lib/formats/events/feedback/faces.ts';
import { feedbackInputOf, typedFeedback } from '#lib/formats/events/feedback/feedback-form.ts';
import { askedOpenly, giveOpenly } from '#lib/formats/events/feedback/give.server.ts';
import { openPath } from '#lib/formats/events/feedback/print.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

const audienceOf = (url: URL) => {
	const wanted = url.searchParams.get('for') ?? '';
	return isFeedbackAudience(wanted) ? wanted : 'visitors';
};

export const load: PageServerLoad = async ({ params, url, locals: { db, house } }) => {
	const on = { slug: params.slug, number: Number(params.number), dateId: params.date };
	return {
		asked: await orErrorPage(askedOpenly(db, on, audienceOf(url), house.clock())),
		done: url.searchParams.get('done') === 'given'
	};
};

export const actions: Actions = {
	default: async ({ request, params, url, locals, getClientAddress }) => {
		const { db, actor, house } = locals;
		const address = getClientAddress();
		const on = { slug: params.slug, number: Number(params.number), dateId: params.date };
		const audience = audienceOf(url);
		const typed = typedFeedback(await request.formData());
		const { refused } = await orRefusedForm(
			// So many that a whole hall behind one address gets through, and nobody fills a date with a script.
			house.draftBrake.isOn(address)
				? Promise.reject(new Refusal('busy', 'too_much_feedback'))
				: giveOpenly(db, actor, on, { audience, ...feedbackInputOf(typed) }, house.clock()),
			typed
		);
		if (refused) return refused;
		house.draftBrake.count(address);
		const path = openPath({ ...on, title: {}, startsAt: house.clock() }, audience);
		redirect(303, localizeHref(`${path}${path.includes('?') ? '&' : '?'}done=given`));
	}
};
