import { questionActions, questionsPage } from '../../../../../../../event-questions.server.ts';
import { eventAt } from '../event.server.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) =>
	questionsPage(event, event.locals.actor, await eventAt(event));

const door = async (event: RequestEvent) => ({
	actor: event.locals.actor,
	eventId: await eventAt(event),
	page: `/staff/events/${event.params.id}/${event.params.number}/registrations/questions`
});

export const actions = questionActions(door);
