import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { seatCounts, voidSeat, voidUnusedSeats } from '#lib/formats/live/seats/seats.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	const query = url.searchParams;
	const refused = query.get('refused');
	// The answer to a form that asked for a file, see cards.pdf.
	if (refused) locals.pageStatus = 422;
	return {
		session,
		seats: await orErrorPage(seatCounts(db, actor, params.id)),
		cards: { count: query.get('count') ?? '50', langs: query.getAll('lang'), refused },
		done: query.get('done')
	};
};

export const actions: Actions = {
	async void({ locals: { db, actor }, params, request }) {
		const seat = String((await request.formData()).get('seat') ?? '');
		const { refused } = await orRefusedForm(voidSeat(db, actor, params.id, seat), { seat });
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}/seats?done=voided#void`));
	},
	async voidUnused({ locals: { db, actor }, params }) {
		const { refused } = await orRefusedForm(voidUnusedSeats(db, actor, params.id), { seat: '' });
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}/seats?done=voidedAll#void`));
	}
};
