import { cardsOf } from '#lib/core/offers/directory.server.ts';
import { offersOfOrganisation } from '#lib/core/offers/reads.server.ts';
import { publicOrganisation } from '#lib/core/people/organisations/profile.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../refused.ts';
import { broughtBy } from '../../whats-on.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, db }, params }) => ({
	organisation: await orErrorPage(publicOrganisation(db, params.id)),
	offers: cardsOf(await offersOfOrganisation(db, params.id), localDay(house.clock())),
	activities: await broughtBy(db, params.id, house.clock())
});
