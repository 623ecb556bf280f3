import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { listPots } from '#lib/formats/fund/ledger/read-pots.server.ts';
import { placesWhere } from '#lib/formats/fund/places.ts';
import { roundToEdit } from '#lib/formats/fund/round/read-round.server.ts';
import {
	checkedRound,
	reshaped,
	roundValuesOf,
	typedRound
} from '#lib/formats/fund/round/round-form.ts';
import { changeRound } from '#lib/formats/fund/round/set-up-round.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const detail = await orErrorPage(roundToEdit(db, actor, params.id));
	return {
		detail,
		values: roundValuesOf(detail.settings),
		pots: await listPots(db, actor),
		...(await activityChoices(db, placesWhere(actor, 'createRound'), params.id))
	};
};

export const actions: Actions = {
	async save({ locals, params, request }) {
		const { db, actor, house } = locals;
		const form = await request.formData();
		const typed = typedRound(form);
		const seen = seenVersion(textOf(form, 'version'));
		const change = async () =>
			changeRound(db, actor, params.id, checkedRound(typed, house.clock()), seen);
		const { refused } = await orRefusedForm(change(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/fund/${params.id}`));
	},
	/** A row more, less or elsewhere; nothing is kept. */
	async reshape({ request }) {
		const form = await request.formData();
		const version = seenVersion(textOf(form, 'version'));
		return { version, typed: reshaped(typedRound(form), textOf(form, 'step')) };
	}
};
