import type { RequestEvent } from '@sveltejs/kit';
import { eventNumbered } from '#lib/formats/events/event.server.ts';
import { countByForm, headcountPage } from '../../../../../../../event-headcounts.server.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ id: string; number: string; date: string }>;

async function atDate({ params, locals: { db, actor } }: Event) {
	const { eventId } = await orErrorPage(eventNumbered(db, params.id, Number(params.number)));
	return { actor, eventId, dateId: params.date };
}

export const load: PageServerLoad = async (event) => headcountPage(event, await atDate(event));

export const actions: Actions = {
	count: async (event) => {
		const { id, number, date } = event.params;
		return countByForm(event, await atDate(event), `/staff/events/${id}/${number}/count/${date}`);
	}
};
