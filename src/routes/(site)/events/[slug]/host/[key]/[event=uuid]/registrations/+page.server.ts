import {
	registrationsPage,
	ticketsByForm
} from '../../../../../../../event-registrations.server.ts';
import { hostDoor } from '../../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, base } = await hostDoor(event);
	return { base, ...(await registrationsPage(event, actor, event.params.event)) };
};

export const actions: Actions = {
	tickets: async (event) => {
		const { actor, base } = await hostDoor(event);
		const eventId = event.params.event;
		return ticketsByForm(event, { actor, eventId, page: `${base}/${eventId}/registrations` });
	}
};
