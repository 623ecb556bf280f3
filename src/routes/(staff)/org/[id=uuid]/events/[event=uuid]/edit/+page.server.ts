import { error } from '@sveltejs/kit';
import { editPage } from '#lib/formats/events/host/form-page.server.ts';
import { readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import { changeByForm } from '../../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house, actor } }) => {
	const detail = await orErrorPage(readOwnEvent(db, actor, params.event));
	const { event, may } = detail;
	if (event.organisationId !== params.id || !may.change) error(404, { message: 'event_unknown' });
	const { eventId, title, revision, state } = event;
	return {
		event: { eventId, title, revision, state, organisationId: params.id },
		...(await editPage(db, house.config, detail))
	};
};

export const actions: Actions = {
	default: async (event) =>
		changeByForm(event, {
			actor: event.locals.actor,
			eventId: event.params.event,
			page: `/org/${event.params.id}/events/${event.params.event}`
		})
};
