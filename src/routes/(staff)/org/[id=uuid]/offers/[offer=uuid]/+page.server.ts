import { redirect } from '@sveltejs/kit';
import { offerForm } from '#lib/core/offers/form-page.server.ts';
import { inputOf, typedOffer } from '#lib/core/offers/offer-form.ts';
import { belongsTo } from '#lib/core/offers/permissions.ts';
import { changeOffer } from '#lib/core/offers/writes.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { listOf } from '../list-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { house, actor } }) => {
	const page = await orErrorPage(offerForm(house, actor, params.offer));
	const { id } = page.organisation;
	// An address that was put together by hand.
	if (id !== params.id) redirect(303, localizeHref(`/org/${id}/offers/${params.offer}`));
	return { ...page, list: listOf(id, belongsTo(actor, id)) };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { house, actor } }) => {
		const typed = typedOffer(await request.formData());
		const { version: seen, checked } = typed;
		const work = changeOffer(house, actor, params.offer, inputOf(typed), { seen, checked });
		const { refused } = await orRefusedForm(work, typed);
		if (refused) return refused;
		const list = listOf(params.id, belongsTo(actor, params.id));
		redirect(303, `${list}?done=changed&offer=${params.offer}`);
	}
};
