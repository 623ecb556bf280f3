import { error, type RequestEvent } from '@sveltejs/kit';
import { eventOf } from '#lib/formats/events/event.server.ts';
import type { AtDoor } from '../../../../../../../event-door.server.ts';
import { orErrorPage } from '../../../../../../../refused.ts';

type Event = RequestEvent<{ id: string; event: string; date: string }>;

/** Whoever belongs to the organisation of the address. */
export async function atDoor({ locals: { db, actor }, params }: Event): Promise<AtDoor> {
	const { id, event: eventId, date: dateId } = params;
	const { organisationId } = await orErrorPage(eventOf(db, eventId));
	if (organisationId !== id) error(404, { message: 'event_unknown' });
	return { actor, eventId, dateId, page: `/org/${id}/events/${eventId}/door/${dateId}` };
}
