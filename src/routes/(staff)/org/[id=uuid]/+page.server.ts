import { redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import {
	handOver,
	removeMembership,
	setMemberRole
} from '#lib/core/people/accounts/memberships.server.ts';
import { inviteMember, inviteMemberAgain } from '#lib/core/people/organisations/members.server.ts';
import { organisationFromInside } from '#lib/core/people/organisations/own.server.ts';
import { approveProfile, withdrawProfile } from '#lib/core/people/organisations/profile.server.ts';
import type { Locale } from '#lib/platform/i18n/paraglide/runtime.js';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import { broughtBy } from '../../../(site)/whats-on.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, db, actor }, params, url }) => ({
	organisation: await orErrorPage(organisationFromInside(house, actor, params.id)),
	activities: await broughtBy(db, params.id, house.clock()),
	done: url.searchParams.get('done')
});

const names = ['email', 'name', 'locale', 'role', 'account', 'version'] as const;
type Typed = Record<(typeof names)[number], string>;
type Work = (event: RequestEvent, organisationId: string, typed: Typed) => Promise<unknown>;

/** Runs one use case; afterwards the page is loaded anew, so that a reload repeats nothing. */
const act = (work: Work, done = 'changed') => {
	return async (event: RequestEvent) => {
		const data = await event.request.formData();
		const typed = Object.fromEntries(names.map((name) => [name, textOf(data, name)])) as Typed;
		const { refused } = await orRefusedForm(work(event, event.params['id']!, typed), typed);
		if (refused) return refused;
		redirect(
			303,
			done === 'left' ? `${localizeHref('/org')}?left` : `${event.url.pathname}?done=${done}`
		);
	};
};
const roleOf = ({ role }: Typed) => role as 'member' | 'manager';

export const actions: Actions = {
	invite: act(
		({ locals: { house, actor } }, id, typed) =>
			inviteMember(house, actor, id, {
				email: typed.email,
				name: typed.name,
				locale: typed.locale as Locale,
				role: roleOf(typed)
			}),
		'invited'
	),
	inviteAgain: act(
		({ locals: { house, actor } }, organisationId, { account }) =>
			inviteMemberAgain(house, actor, { organisationId, accountId: account }),
		'invited'
	),
	role: act(({ locals: { house, actor } }, organisationId, typed) =>
		setMemberRole(house, actor, { organisationId, accountId: typed.account, role: roleOf(typed) })
	),
	remove: act(({ locals: { house, actor } }, organisationId, { account }) =>
		removeMembership(house, actor, { organisationId, accountId: account })
	),
	leave: act(({ locals: { house, actor } }, organisationId) => {
		const accountId = actor.kind === 'account' ? actor.accountId : '';
		return removeMembership(house, actor, { organisationId, accountId });
	}, 'left'),
	handOver: act(({ locals: { house, actor } }, organisationId, { account }) =>
		handOver(house, actor, { organisationId, accountId: account })
	),
	approve: act(({ locals: { house, actor } }, id, { version }) =>
		approveProfile(house, actor, id, seenVersion(version))
	),
	withdraw: act(({ locals: { house, actor } }, id) => withdrawProfile(house, actor, id))
};
