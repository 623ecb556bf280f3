import { error, type RequestEvent } from '@sveltejs/kit';
import { readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import { eventWork, takeEventStep } from '../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, house, actor } }) => {
	const detail = await orErrorPage(readOwnEvent(db, actor, params.event));
	if (detail.event.organisationId !== params.id) error(404, { message: 'event_unknown' });
	return { detail, now: house.clock(), saved: url.searchParams.get('done') === 'saved' };
};

type Event = RequestEvent<{ id: string; event: string }>;
const step = (name: keyof typeof eventWork) => (event: Event) =>
	takeEventStep(
		event,
		name,
		{
			actor: event.locals.actor,
			eventId: event.params.event,
			page: `/org/${event.params.id}/events/${event.params.event}`
		},
		eventWork[name]
	);

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
