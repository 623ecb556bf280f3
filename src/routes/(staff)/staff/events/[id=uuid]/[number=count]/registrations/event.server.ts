import type { RequestEvent } from '@sveltejs/kit';
import { eventNumbered } from '#lib/formats/events/event.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';

/** The event of the address. */
export async function eventAt({ locals, params }: RequestEvent<{ id: string; number: string }>) {
	const { eventId } = await orErrorPage(eventNumbered(locals.db, params.id, Number(params.number)));
	return eventId;
}
