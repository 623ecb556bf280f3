import { error } from '@sveltejs/kit';
import { registrationsPage, ticketsByForm } from '../../../../../../event-registrations.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, event: eventId } = event.params;
	const page = await registrationsPage(event, event.locals.actor, eventId);
	if (page.registrations.event.organisationId !== id) error(404, { message: 'event_unknown' });
	return page;
};

export const actions: Actions = {
	tickets: (event) => {
		const { id, event: eventId } = event.params;
		const page = `/org/${id}/events/${eventId}/registrations`;
		return ticketsByForm(event, { actor: event.locals.actor, eventId, page });
	}
};
