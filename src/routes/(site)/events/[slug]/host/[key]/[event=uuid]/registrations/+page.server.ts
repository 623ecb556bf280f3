import {
	registrationActions,
	registrationsPage
} from '../../../../../../../event-registrations.server.ts';
import { hostDoor } from '../../door.server.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, base } = await hostDoor(event);
	return { base, ...(await registrationsPage(event, actor, event.params.event)) };
};

const door = async (event: RequestEvent) => {
	const { actor, base } = await hostDoor(event);
	const eventId = event.params.event;
	return { actor, eventId, page: `${base}/${eventId}/registrations` };
};

export const actions = registrationActions(door);
