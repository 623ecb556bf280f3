import { redirect } from '@sveltejs/kit';
import { newOfferForm } from '#lib/core/offers/form-page.server.ts';
import { inputOf, typedOffer } from '#lib/core/offers/offer-form.ts';
import { belongsTo } from '#lib/core/offers/permissions.ts';
import { createOffer } from '#lib/core/offers/writes.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { listOf } from '../list-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { house, actor } }) => ({
	...(await orErrorPage(newOfferForm(house, actor, params.id))),
	list: listOf(params.id, belongsTo(actor, params.id))
});

export const actions: Actions = {
	default: async ({ request, params, locals: { house, actor } }) => {
		const typed = typedOffer(await request.formData());
		const work = createOffer(house, actor, params.id, inputOf(typed), typed.clientKey);
		const { refused, done } = await orRefusedForm(work, typed);
		if (refused) return refused;
		redirect(303, `${listOf(params.id, belongsTo(actor, params.id))}?done=created&offer=${done}`);
	}
};
