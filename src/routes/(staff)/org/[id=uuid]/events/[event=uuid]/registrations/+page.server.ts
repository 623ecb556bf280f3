import { error } from '@sveltejs/kit';
import {
	registrationActions,
	registrationsPage
} from '../../../../../../event-registrations.server.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, event: eventId } = event.params;
	const page = await registrationsPage(event, event.locals.actor, eventId);
	if (page.registrations.event.organisationId !== id) error(404, { message: 'event_unknown' });
	return page;
};

const door = async ({ params, locals }: RequestEvent) => ({
	actor: locals.actor,
	eventId: params.event,
	page: `/org/${params.id}/events/${params.event}/registrations`
});

export const actions = registrationActions(door);
