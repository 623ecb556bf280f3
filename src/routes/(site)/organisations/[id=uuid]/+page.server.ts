import { publicOrganisation } from '#lib/core/people/organisations/profile.server.ts';
import { orErrorPage } from '../../../refused.ts';
import { broughtBy } from '../../whats-on.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, db }, params }) => ({
	organisation: await orErrorPage(publicOrganisation(db, params.id)),
	activities: await broughtBy(db, params.id, house.clock())
});
