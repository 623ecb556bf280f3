import { importsPage, uploadByForm } from '../../../../../event-imports.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Staff bring in what many hosts do. */
const intoOf = ({ params }: Pick<RequestEvent, 'params'>) => ({
	activityId: params.id,
	organisationId: null
});

export const load: PageServerLoad = (event) => importsPage(event, intoOf(event));

export const actions: Actions = {
	upload: (event) => uploadByForm(event, intoOf(event), `/staff/events/${event.params.id}/import`)
};
