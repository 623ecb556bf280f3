import { redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import type { Role } from '#lib/access/actor.ts';
import {
	disableAccount,
	enableAccount,
	resetFactor
} from '#lib/core/people/accounts/disable.server.ts';
import { giveGrant, revokeGrant } from '#lib/core/people/accounts/grants.server.ts';
import { inviteAgain } from '#lib/core/people/accounts/invite.server.ts';
import { removeMembership, setMembership } from '#lib/core/people/accounts/memberships.server.ts';
import { placesToAdminister, readPerson } from '#lib/core/people/accounts/person.server.ts';
import { listOrganisations } from '#lib/core/people/organisations/reads.server.ts';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, actor }, params, url }) => ({
	person: await orErrorPage(readPerson(house, actor, params.id)),
	organisations: await listOrganisations(house, actor),
	places: await placesToAdminister(house, actor),
	done: url.searchParams.get('done')
});

/** Runs one use case on this person; afterwards the page is loaded anew, so that a reload repeats nothing. */
const act =
	(work: (event: RequestEvent, accountId: string, data: FormData) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const data = await event.request.formData();
		const typed = { role: textOf(data, 'role'), placeId: textOf(data, 'placeId') };
		const { refused } = await orRefusedForm(work(event, event.params['id']!, data), typed);
		return refused ?? redirect(303, `${event.url.pathname}?done=changed`);
	};

export const actions: Actions = {
	give: act(({ locals: { house, actor } }, accountId, data) =>
		giveGrant(house, actor, {
			accountId,
			role: textOf(data, 'role') as Role,
			placeId: textOf(data, 'placeId')
		})
	),
	revoke: act(({ locals: { house, actor } }, _, data) =>
		revokeGrant(house, actor, textOf(data, 'grant'))
	),
	assign: act(({ locals: { house, actor } }, accountId, data) =>
		setMembership(house, actor, {
			accountId,
			organisationId: textOf(data, 'organisationId'),
			role: textOf(data, 'membership') as 'member' | 'manager'
		})
	),
	remove: act(({ locals: { house, actor } }, accountId, data) =>
		removeMembership(house, actor, { accountId, organisationId: textOf(data, 'organisation') })
	),
	disable: act(({ locals: { house, actor } }, accountId) =>
		disableAccount(house, actor, accountId)
	),
	enable: act(({ locals: { house, actor } }, accountId) => enableAccount(house, actor, accountId)),
	resetFactor: act(({ locals: { house, actor } }, accountId) =>
		resetFactor(house, actor, accountId)
	),
	inviteAgain: act(({ locals: { house, actor } }, accountId) =>
		inviteAgain(house, actor, accountId)
	)
};
