import type { RequestEvent } from '@sveltejs/kit';
import type { AtDoor } from '../../../../../../../event-door.server.ts';
import { eventAt } from '../../registrations/event.server.ts';

type Event = RequestEvent<{ id: string; number: string; date: string }>;

/** Staff at the door of an event of their places. */
export async function atDoor(event: Event): Promise<AtDoor> {
	const { id, number, date: dateId } = event.params;
	const page = `/staff/events/${id}/${number}/door/${dateId}`;
	return { actor: event.locals.actor, eventId: await eventAt(event), dateId, page };
}
