import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { receiptToken, spokenReceipt } from '#lib/core/receipts/receipt-code.ts';
import { feedbackPath } from '#lib/formats/events/feedback/code.ts';
import { handOutCode } from '#lib/formats/events/feedback/codes.server.ts';
import {
	acceptOffer,
	cancelRegistration,
	changePlaces
} from '#lib/formats/events/registration/change-registration.server.ts';
import { readOwnRegistration } from '#lib/formats/events/registration/own-registration.server.ts';
import { questionsOfRegistration } from '#lib/formats/events/registration/questions/asked-questions.server.ts';
import { changeAnswers } from '#lib/formats/events/registration/questions/change-answers.server.ts';
import { minePath } from '#lib/formats/events/registration/receipt.server.ts';
import { typedPlaces } from '#lib/formats/events/registration/registration-form.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import type { Answers } from '#lib/questions/answer-text.ts';
import { typedAnswers } from '#lib/questions/several.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { guestDoor } from './door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { slug, key } = event.params;
	const { actor, registrationId } = await guestDoor(event);
	return {
		slug,
		registration: await orErrorPage(readOwnRegistration(db, actor, registrationId)),
		code: spokenReceipt(receiptToken(key)!),
		address: house.config.origin + minePath(slug, receiptToken(key)!),
		now: house.clock()
	};
};

type Event = RequestEvent<{ slug: string; key: string }>;
type At = Readonly<{ now: Date; origin: string }>;
type Typed = Readonly<{ places: string; answers: Answers }>;
type Work = (event: Event, actor: Actor, id: string, typed: Typed, at: At) => Promise<void>;

const act = (work: Work) => async (event: Event) => {
	const { house } = event.locals;
	const { actor, registrationId } = await guestDoor(event);
	const form = await event.request.formData();
	const at = { now: house.clock(), origin: house.config.origin };
	const typed = {
		places: typedText(form, 'places'),
		answers: typedAnswers(await questionsOfRegistration(event.locals.db, registrationId), form)
	};
	const done = work(event, actor, registrationId, typed, at);
	const { refused } = await orRefusedForm(done, typed);
	if (refused) return refused;
	redirect(303, localizeHref(minePath(event.params.slug, event.params.key)));
};

export const actions = {
	feedback: async (event: Event) => {
		const { actor, registrationId } = await guestDoor(event);
		const { done, refused } = await orRefusedForm(
			handOutCode(event.locals.db, actor, registrationId),
			{ places: '', answers: {} }
		);
		if (refused) return refused;
		redirect(303, localizeHref(feedbackPath(done)));
	},
	accept: act(({ locals }, actor, id, _typed, at) => acceptOffer(locals.db, actor, id, at)),
	cancel: act(({ locals }, actor, id, _typed, at) => cancelRegistration(locals.db, actor, id, at)),
	change: act(({ locals }, actor, id, { places }, at) =>
		changePlaces(locals.db, actor, id, typedPlaces(places), at)
	),
	answers: act(({ locals }, actor, id, { answers }, at) =>
		changeAnswers(locals.db, actor, id, answers, at)
	)
};
