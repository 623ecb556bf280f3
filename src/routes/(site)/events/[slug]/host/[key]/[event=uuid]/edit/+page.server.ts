import { error } from '@sveltejs/kit';
import { editPage } from '#lib/formats/events/host/form-page.server.ts';
import { readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import { changeByForm } from '../../../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import { hostDoor } from '../../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { actor, base } = await hostDoor(event);
	const detail = await orErrorPage(readOwnEvent(db, actor, event.params.event));
	if (!detail.may.change) error(404, { message: 'event_unknown' });
	const { eventId, title, revision, state } = detail.event;
	return {
		base,
		event: { eventId, title, revision, state },
		...(await editPage(db, house.config, detail))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, base } = await hostDoor(event);
		const eventId = event.params.event;
		return changeByForm(event, { actor, eventId, page: `${base}/${eventId}` });
	}
};
