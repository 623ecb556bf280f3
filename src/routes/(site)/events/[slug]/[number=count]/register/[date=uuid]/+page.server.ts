import { redirect } from '@sveltejs/kit';
import { openingAt } from '#lib/formats/events/registration/public-openings.server.ts';
import { minePath } from '#lib/formats/events/registration/receipt.server.ts';
import { register } from '#lib/formats/events/registration/register.server.ts';
import {
	emptyRegistration,
	registrationInputOf,
	typedRegistration
} from '#lib/formats/events/registration/registration-form.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house } }) => {
	const { slug, number, date: dateId } = params;
	const { event, opening, questions } = await orErrorPage(
		openingAt(db, slug, Number(number), dateId, house.clock())
	);
	const date = event.dates.find(({ id }) => id === dateId)!;
	const only = opening.kinds.length === 1 ? opening.kinds[0]!.id : '';
	return {
		slug,
		number: event.number,
		title: event.content.title,
		date,
		host: event.host,
		opening,
		questions,
		values: emptyRegistration(crypto.randomUUID(), only)
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals, getClientAddress }) => {
		const { db, house, actor } = locals;
		const { slug, number, date: dateId } = params;
		const address = getClientAddress();
		const now = house.clock();
		const form = await request.formData();
		const { event, questions } = await orErrorPage(
			openingAt(db, slug, Number(number), dateId, now)
		);
		const typed = typedRegistration(form, questions);
		const { done, refused } = await orRefusedForm(
			house.draftBrake.isOn(address)
				? Promise.reject(new Refusal('busy', 'too_many_registrations'))
				: register(db, actor, { eventId: event.eventId, dateId }, registrationInputOf(typed), {
						now,
						origin: house.config.origin
					}),
			typed
		);
		if (!done) return refused;
		// So many that a school behind one address gets through, and nobody empties a week with a script.
		house.draftBrake.count(address);
		redirect(303, localizeHref(minePath(slug, done.key)));
	}
};
