import type { RequestEvent } from '@sveltejs/kit';
import { writerOf } from '#lib/formats/contact/message/own-message.server.ts';
import { secretDoor } from '../../../../../secret-door.server.ts';

type Event = RequestEvent<{ slug: string; key: string }>;

/** Opens the page of one's own message. */
export const writerDoor = (event: Event) => {
	const { slug, key } = event.params;
	return secretDoor(event, key, () => writerOf(event.locals.db, slug, key));
};
