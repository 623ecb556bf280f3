import type { RequestEvent } from '@sveltejs/kit';
import { guestOf } from '#lib/formats/events/registration/own-registration.server.ts';
import { secretDoor } from '../../../../../secret-door.server.ts';

type Event = RequestEvent<{ slug: string; key: string }>;

/** Opens the page of one's own registration. */
export const guestDoor = (event: Event) => {
	const { slug, key } = event.params;
	return secretDoor(event, key, () => guestOf(event.locals.db, slug, key));
};
