import type { RequestEvent } from '@sveltejs/kit';
import { readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import { eventWork, takeEventStep } from '../../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import { hostDoor } from '../door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { actor, base } = await hostDoor(event);
	return {
		base,
		detail: await orErrorPage(readOwnEvent(db, actor, event.params.event)),
		now: house.clock(),
		saved: event.url.searchParams.get('done') === 'saved'
	};
};

type Event = RequestEvent<{ slug: string; key: string; event: string }>;
const step = (name: keyof typeof eventWork) => async (event: Event) => {
	const { actor, base } = await hostDoor(event);
	const eventId = event.params.event;
	return takeEventStep(
		event,
		name,
		{ actor, eventId, page: `${base}/${eventId}` },
		eventWork[name]
	);
};

export const actions = {
	submit: step('submit'),
	answer: step('answer'),
	withdraw: step('withdraw'),
	cancel: step('cancel'),
	cancelDate: step('cancelDate'),
	restoreDate: step('restoreDate'),
	moveDate: step('moveDate'),
	placeDate: step('placeDate')
};
