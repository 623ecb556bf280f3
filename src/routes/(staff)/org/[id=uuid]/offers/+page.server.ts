import { keptCards } from '#lib/core/offers/kept.server.ts';
import { keptByOrganisation } from '#lib/core/offers/reads.server.ts';
import { organisationSubject } from '#lib/core/people/organisations/organisation-subject.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../refused.ts';
import { offerPresses } from '../../../offer-presses.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, house, actor } }) => {
	const { organisationId, name, archived } = await orErrorPage(
		organisationSubject(house, params.id)
	);
	const offers = await orErrorPage(keptByOrganisation(db, actor, organisationId));
	return {
		organisation: { id: organisationId, name, archived },
		offers: keptCards(offers, actor, localDay(house.clock())),
		done: url.searchParams.get('done'),
		doneTo: url.searchParams.get('offer')
	};
};

export const actions = offerPresses;
