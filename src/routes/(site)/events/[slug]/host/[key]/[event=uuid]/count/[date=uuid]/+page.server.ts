import { countByForm, headcountPage } from '../../../../../../../../event-headcounts.server.ts';
import { hostDoor } from '../../../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, base } = await hostDoor(event);
	const { event: eventId, date: dateId } = event.params;
	return { base, ...(await headcountPage(event, { actor, eventId, dateId })) };
};

export const actions: Actions = {
	count: async (event) => {
		const { actor, base } = await hostDoor(event);
		const { event: eventId, date: dateId } = event.params;
		return countByForm(event, { actor, eventId, dateId }, `${base}/${eventId}/count/${dateId}`);
	}
};
