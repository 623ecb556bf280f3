import { organisationSubject } from '#lib/core/people/organisations/organisation-subject.server.ts';
import { importActions, importSheet } from '../../../../../../../event-imports.server.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { PageServerLoad, RequestEvent } from './$types';

const whichOf = ({ params }: Pick<RequestEvent, 'params'>) => ({
	activityId: params.series,
	organisationId: params.id,
	importId: params.import
});

export const load: PageServerLoad = async (event) => {
	const { house } = event.locals;
	const { name } = await orErrorPage(organisationSubject(house, event.params.id));
	return {
		organisation: { id: event.params.id, name },
		sheet: await importSheet(event, whichOf(event))
	};
};

export const actions = importActions((event: RequestEvent) => whichOf(event));
