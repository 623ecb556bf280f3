import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { readPotForm, typedPot, type PotValues } from '#lib/formats/fund/ledger/pot-form.ts';
import { createPot } from '#lib/formats/fund/ledger/pots.server.ts';
import { placesWhere } from '#lib/formats/fund/places.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, house } }) => {
	const allowed = placesWhere(actor, 'fillPot');
	if (allowed.length === 0)
		error(actor.kind === 'anonymous' ? 401 : 403, { message: 'not_allowed' });
	const places = await placeChoices(db, allowed);
	const values: PotValues = {
		placeId: places.length === 1 ? places[0]!.id : '',
		year: localDay(house.clock()).slice(0, 4),
		name: '',
		paper: '',
		amountCents: ''
	};
	return { places, values };
};

export const actions: Actions = {
	async default({ locals: { db, actor }, request }) {
		const typed = typedPot(await request.formData());
		const { done, refused } = await orRefusedForm(createPot(db, actor, readPotForm(typed)), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/fund/pots/${done.potId}`));
	}
};
