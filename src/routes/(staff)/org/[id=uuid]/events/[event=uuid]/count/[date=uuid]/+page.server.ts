import { error } from '@sveltejs/kit';
import { countByForm, headcountPage } from '../../../../../../../event-headcounts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, event: eventId, date: dateId } = event.params;
	const page = await headcountPage(event, { actor: event.locals.actor, eventId, dateId });
	if (page.headcount.event.organisationId !== id) error(404, { message: 'event_unknown' });
	return page;
};

export const actions: Actions = {
	count: (event) => {
		const { id, event: eventId, date: dateId } = event.params;
		const page = `/org/${id}/events/${eventId}/count/${dateId}`;
		return countByForm(event, { actor: event.locals.actor, eventId, dateId }, page);
	}
};
