import { organisationSubject } from '#lib/core/people/organisations/organisation-subject.server.ts';
import { eventsOfOrganisation, openSeriesFor } from '#lib/formats/events/host/own-events.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house, actor } }) => {
	const { organisationId, name, archived } = await orErrorPage(
		organisationSubject(house, params.id)
	);
	const events = await orErrorPage(eventsOfOrganisation(db, actor, organisationId));
	const open = archived ? [] : await openSeriesFor(db, organisationId, house.clock());
	return {
		organisation: { id: organisationId, name },
		events,
		series: open.map(({ activityId, title, hostsUntil, lastDay }) => ({
			activityId,
			title,
			until: hostsUntil ?? lastDay
		}))
	};
};
