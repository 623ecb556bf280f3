import { registrationsPage, ticketsByForm } from '../../../../../../event-registrations.server.ts';
import { eventAt } from './event.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) =>
	registrationsPage(event, event.locals.actor, await eventAt(event));

export const actions: Actions = {
	tickets: async (event) => {
		const { id, number } = event.params;
		const page = `/staff/events/${id}/${number}/registrations`;
		const { actor } = event.locals;
		return ticketsByForm(event, { actor, eventId: await eventAt(event), page });
	}
};
