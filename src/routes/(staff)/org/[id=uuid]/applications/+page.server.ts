import { organisationSubject } from '#lib/core/people/organisations/organisation-subject.server.ts';
import {
	applicationsOfOrganisation,
	openRounds
} from '#lib/formats/fund/apply/organisation-applications.server.ts';
import { orErrorPage } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, house, actor, locale } }) => {
	const { organisationId, name, archived } = await orErrorPage(
		organisationSubject(house, params.id)
	);
	return {
		organisation: { id: organisationId, name },
		applications: await orErrorPage(applicationsOfOrganisation(db, actor, organisationId)),
		rounds: archived ? [] : await openRounds(db, house.clock()),
		locale
	};
};
