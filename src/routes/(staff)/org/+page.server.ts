import { redirect } from '@sveltejs/kit';
import { ownOrganisations } from '#lib/core/people/organisations/own.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, actor }, url }) => {
	// Who has just left the last one sees that it worked.
	if (url.searchParams.has('left') && actor.kind === 'account' && actor.organisations.length === 0)
		return { left: true, organisations: [] };
	const organisations = await orErrorPage(ownOrganisations(house, actor));
	if (organisations.length === 1) redirect(303, localizeHref(`/org/${organisations[0]!.id}`));
	return { left: url.searchParams.has('left'), organisations };
};
