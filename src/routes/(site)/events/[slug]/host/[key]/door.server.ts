import type { RequestEvent } from '@sveltejs/kit';
import { holderOf } from '#lib/formats/events/invite/invitation.server.ts';
import { hostPath } from '#lib/formats/events/invite/link.server.ts';
import { secretDoor } from '../../../../../secret-door.server.ts';

type Event = RequestEvent<{ slug: string; key: string }>;

/** Opens every page behind the link of an invitation. */
export async function hostDoor(event: Event) {
	const { slug, key } = event.params;
	const found = await secretDoor(event, key, () => holderOf(event.locals.db, slug, key));
	return { ...found, base: hostPath(slug, key) };
}
