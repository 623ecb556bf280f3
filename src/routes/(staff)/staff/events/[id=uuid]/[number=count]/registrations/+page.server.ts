import {
	registrationActions,
	registrationsPage
} from '../../../../../../event-registrations.server.ts';
import { eventAt } from './event.server.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) =>
	registrationsPage(event, event.locals.actor, await eventAt(event));

const door = async (event: RequestEvent) => ({
	actor: event.locals.actor,
	eventId: await eventAt(event),
	page: `/staff/events/${event.params.id}/${event.params.number}/registrations`
});

export const actions = registrationActions(door);
