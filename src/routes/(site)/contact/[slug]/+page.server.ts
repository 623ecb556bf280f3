import { fail, redirect } from '@sveltejs/kit';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { personalHints } from '#lib/core/moderation/personal-hints.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import { publicYear } from '#lib/formats/contact/figures/statistics.server.ts';
import {
	emptyMessage,
	messageInputOf,
	typedMessage
} from '#lib/formats/contact/message/message-form.ts';
import { minePath } from '#lib/formats/contact/message/receipt.server.ts';
import { writeMessage } from '#lib/formats/contact/message/write-message.server.ts';
import { publicPoint, takesMessagesNow } from '#lib/formats/contact/point/point.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import { hoursPage } from './hours-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house } }) => {
	const now = house.clock();
	const point = await orErrorPage(publicPoint(db, params.slug));
	const year = Number(localDay(now).slice(0, 4));
	const { slug, title, intro, hours, placeName, status, outcome, answerDays, forgetDays } = point;
	return {
		point: { slug, title, intro, hours, placeName, status, outcome, answerDays, forgetDays },
		topics: point.topics.filter(({ archived }) => !archived),
		places: await placeChoices(db, [...(await subtreeIds(db, [point.placeId]))]),
		open: takesMessagesNow(point, now),
		hoursHref: await hoursPage(db, point.hoursActivityId),
		year: await publicYear(db, point.activityId, { year, k: house.config.smallCellK }),
		values: emptyMessage(crypto.randomUUID())
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals, getClientAddress }) => {
		const { db, house, actor } = locals;
		const address = getClientAddress();
		const form = await request.formData();
		const typed = typedMessage(form);
		const point = await orErrorPage(publicPoint(db, params.slug));
		const personal = form.has('warned') ? [] : personalHints(typed.text);
		if (personal.length > 0)
			return fail(422, { reason: 'looks_personal', fields: {}, typed, personal });
		const { done, refused } = await orRefusedForm(
			house.draftBrake.isOn(address)
				? Promise.reject(new Refusal('busy', 'too_many_messages'))
				: writeMessage(db, actor, point, messageInputOf(typed), house.clock()),
			typed
		);
		if (!done) return refused;
		// So many that a school behind one address gets through, and nobody floods a team with a script.
		house.draftBrake.count(address);
		redirect(303, localizeHref(`${minePath(params.slug, done.key)}?done=sent`));
	}
};
