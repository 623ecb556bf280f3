import { redirect, type Actions } from '@sveltejs/kit';
import { invite } from '#lib/core/people/accounts/invite.server.ts';
import { placesToAdminister } from '#lib/core/people/accounts/person.server.ts';
import { listOrganisations } from '#lib/core/people/organisations/reads.server.ts';
import type { Role } from '#lib/access/actor.ts';
import type { Locale } from '#lib/platform/i18n/paraglide/runtime.js';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, actor } }) => ({
	organisations: await orErrorPage(listOrganisations(house, actor)),
	places: await placesToAdminister(house, actor)
});

const names = [
	'email',
	'name',
	'locale',
	'role',
	'placeId',
	'organisationId',
	'membership'
] as const;

export const actions: Actions = {
	default: async ({ request, locals: { house, actor } }) => {
		const data = await request.formData();
		const typed = Object.fromEntries(names.map((name) => [name, textOf(data, name)])) as Record<
			(typeof names)[number],
			string
		>;
		const { email, name, locale, role, placeId, organisationId, membership } = typed;
		const input = {
			email,
			name,
			locale: locale as Locale,
			grants: role ? [{ role: role as Role, placeId }] : [],
			...(organisationId && {
				membership: { organisationId, role: membership as 'member' | 'manager' }
			})
		};
		const { done, refused } = await orRefusedForm(invite(house, actor, input), typed);
		if (!done) return refused;
		redirect(303, `${localizeHref(`/admin/people/${done.accountId}`)}?done=invited`);
	}
};
