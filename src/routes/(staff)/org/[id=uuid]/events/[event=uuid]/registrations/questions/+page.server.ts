import { error } from '@sveltejs/kit';
import { questionActions, questionsPage } from '../../../../../../../event-questions.server.ts';
import type { PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, event: eventId } = event.params;
	const page = await questionsPage(event, event.locals.actor, eventId);
	if (page.asked.event.organisationId !== id) error(404, { message: 'event_unknown' });
	return page;
};

const door = async ({ params, locals }: RequestEvent) => ({
	actor: locals.actor,
	eventId: params.event,
	page: `/org/${params.id}/events/${params.event}/registrations/questions`
});

export const actions = questionActions(door);
