import type { RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/access/can.ts';
import { eventNumbered } from '#lib/formats/events/event.server.ts';
import { permissions } from '#lib/formats/events/permissions.ts';
import { readEventAsStaff } from '#lib/formats/events/read-event.server.ts';
import {
	approveEvent,
	discardEvent,
	noteChangesSeen,
	publishEvent,
	queryHost,
	rejectEvent
} from '#lib/formats/events/review/review.server.ts';
import { eventWork, takeEventStep } from '../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor }, params }) => {
	const event = await orErrorPage(eventNumbered(db, params.id, Number(params.number)));
	return {
		detail: await orErrorPage(readEventAsStaff(db, actor, event)),
		now: house.clock(),
		maySeeRegistrations: can(permissions, actor, 'seeRegistrations', event)
	};
};

type Event = RequestEvent<{ id: string; number: string }>;
type Work = Parameters<typeof takeEventStep>[3];
const step = (name: string, work: Work) => async (event: Event) => {
	const { id, number } = event.params;
	const { eventId } = await orErrorPage(eventNumbered(event.locals.db, id, Number(number)));
	const page = `/staff/events/${id}/${number}`;
	return takeEventStep(event, name, { actor: event.locals.actor, eventId, page }, work);
};

const at = ({ locals }: RequestEvent) => ({
	now: locals.house.clock(),
	origin: locals.house.config.origin
});

export const actions = {
	approve: step('approve', ({ actor, eventId, seen }, event) =>
		approveEvent(event.locals.db, actor, eventId, seen, at(event))
	),
	publish: step('publish', ({ actor, eventId, seen }, event) =>
		publishEvent(event.locals.db, actor, eventId, seen, at(event).now)
	),
	query: step('query', ({ actor, eventId, seen }, event) =>
		queryHost(event.locals.db, actor, eventId, seen, at(event))
	),
	reject: step('reject', ({ actor, eventId, seen }, event) =>
		rejectEvent(event.locals.db, actor, eventId, seen, at(event))
	),
	discard: step('discard', ({ actor, eventId, seen }, event) =>
		discardEvent(event.locals.db, actor, eventId, seen)
	),
	noteChanges: step('noteChanges', ({ actor, eventId, seen }, event) =>
		noteChangesSeen(event.locals.db, actor, eventId, seen)
	),
	cancel: step('cancel', eventWork.cancel),
	cancelDate: step('cancelDate', eventWork.cancelDate),
	restoreDate: step('restoreDate', eventWork.restoreDate),
	moveDate: step('moveDate', eventWork.moveDate),
	placeDate: step('placeDate', eventWork.placeDate),
	markDate: step('markDate', eventWork.markDate)
};
