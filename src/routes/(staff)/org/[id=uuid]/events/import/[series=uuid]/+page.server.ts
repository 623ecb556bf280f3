import { organisationSubject } from '#lib/core/people/organisations/organisation-subject.server.ts';
import { importsPage, uploadByForm } from '../../../../../../event-imports.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Members bring in the programme of their organisation. */
const intoOf = ({ params }: Pick<RequestEvent, 'params'>) => ({
	activityId: params.series,
	organisationId: params.id
});

export const load: PageServerLoad = async (event) => {
	const { house } = event.locals;
	const { name } = await orErrorPage(organisationSubject(house, event.params.id));
	return {
		organisation: { id: event.params.id, name },
		...(await importsPage(event, intoOf(event)))
	};
};

export const actions: Actions = {
	upload: (event) =>
		uploadByForm(
			event,
			intoOf(event),
			`/org/${event.params.id}/events/import/${event.params.series}`
		)
};
