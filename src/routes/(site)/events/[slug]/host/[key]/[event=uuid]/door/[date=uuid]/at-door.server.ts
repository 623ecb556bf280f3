import type { RequestEvent } from '@sveltejs/kit';
import type { AtDoor } from '../../../../../../../../event-door.server.ts';
import { hostDoor } from '../../../door.server.ts';

type Event = RequestEvent<{ slug: string; key: string; event: string; date: string }>;

/** Whoever holds the link of the invitation. */
export async function atDoor(event: Event): Promise<AtDoor> {
	const { actor, base } = await hostDoor(event);
	const { event: eventId, date: dateId } = event.params;
	return { actor, eventId, dateId, page: `${base}/${eventId}/door/${dateId}` };
}
