import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readPotChange, typedPotChange } from '#lib/formats/fund/ledger/pot-form.ts';
import { changePot } from '#lib/formats/fund/ledger/pots.server.ts';
import { readPot } from '#lib/formats/fund/ledger/read-pots.server.ts';
import { placesWhere } from '#lib/formats/fund/places.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const books = await orErrorPage(readPot(db, actor, params.pot));
	return { books, mayReport: placesWhere(actor, 'report').includes(books.pot.placeId) };
};

export const actions: Actions = {
	async default({ locals: { db, actor }, params, request }) {
		const typed = typedPotChange(await request.formData());
		const change = changePot(db, actor, params.pot, readPotChange(typed));
		const { refused } = await orRefusedForm(change, typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/fund/pots/${params.pot}`));
	}
};
