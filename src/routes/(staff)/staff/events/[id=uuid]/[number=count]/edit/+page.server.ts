import { error } from '@sveltejs/kit';
import { eventNumbered } from '#lib/formats/events/event.server.ts';
import { editPage } from '#lib/formats/events/host/form-page.server.ts';
import { readEventAsStaff } from '#lib/formats/events/read-event.server.ts';
import { changeByForm } from '../../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor }, params }) => {
	const event = await orErrorPage(eventNumbered(db, params.id, Number(params.number)));
	const detail = await orErrorPage(readEventAsStaff(db, actor, event));
	if (!detail.may.change) error(403, { message: 'not_allowed' });
	return {
		number: event.number,
		revision: event.revision,
		...(await editPage(db, house.config, detail))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { id, number } = event.params;
		const { eventId } = await orErrorPage(eventNumbered(event.locals.db, id, Number(number)));
		const page = `/staff/events/${id}/${number}`;
		return changeByForm(event, { actor: event.locals.actor, eventId, page });
	}
};
