import type { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { invitationSchema, type Invitation } from '../schema.ts';
import { invitationMail, type Receiver } from '../sign-in/mails.ts';
import { endOf, giveToken, newToken } from '../sign-in/tokens.server.ts';
import { insertGrant } from './grants.server.ts';
import { livingOrganisation, putMembership } from './memberships.server.ts';
import { personSubject } from './person.server.ts';

export type Invited = { accountId: string; token: string };

/**
 * Makes the account with its roles and mails the invitation.
 * @returns the token too: the link can be handed over in person where no mail is sent
 * @throws Refusal `conflict` account_exists; `invalid` per field, `rights`: rights_missing without any role or membership
 */
export async function invite(
	means: Means,
	actor: Actor,
	input: z.input<typeof invitationSchema>
): Promise<Invited> {
	const organisation = input.membership?.organisationId
		? await livingOrganisation(means, input.membership.organisationId)
		: null;
	for (const { placeId } of input.grants)
		demand(people, actor, 'grant.give', { accountId: null, placeId });
	if (organisation)
		demand(people, actor, 'membership.add', { accountId: null, placeId: organisation.placeId });
	const invitation = parse(invitationSchema, input);
	// Without any right nobody was asked for permission, and the account would be good for nothing.
	if (invitation.grants.length === 0 && !organisation)
		throw new Refusal('invalid', 'input_invalid', { rights: 'rights_missing' });
	return means.db.transaction().execute(async (trx) => {
		const accountId = await insertAccount(trx, actor, invitation);
		for (const grant of invitation.grants) await insertGrant(trx, actor, { accountId, ...grant });
		if (invitation.membership && organisation)
			await putMembership(
				trx,
				actor,
				{ accountId, ...invitation.membership },
				organisation.placeId
			);
		const to = { email: invitation.email, displayName: invitation.name, locale: invitation.locale };
		return { accountId, token: await sendInvitation(trx, means, accountId, to) };
	});
}

/** A new link for somebody who has not taken the first one; that one counts no more. */
export async function inviteAgain(means: Means, actor: Actor, accountId: string): Promise<Invited> {
	demand(people, actor, 'person.inviteAgain', await personSubject(means, accountId));
	const account = await means.db
		.selectFrom('accounts')
		.select(['email', 'displayName', 'locale', 'passwordHash', 'disabledAt'])
		.where('id', '=', accountId)
		.executeTakeFirstOrThrow();
	if (account.passwordHash) throw new Refusal('conflict', 'invitation_taken');
	if (account.disabledAt) throw new Refusal('conflict', 'account_disabled');
	return means.db.transaction().execute(async (trx) => {
		await tell(trx, actor, accountId, 'account.invitedAgain');
		return { accountId, token: await sendInvitation(trx, means, accountId, account) };
	});
}

export async function insertAccount(
	trx: Trx,
	actor: Actor,
	invitation: Pick<Invitation, 'email' | 'name' | 'locale'>
): Promise<string> {
	const { email, name, locale } = invitation;
	try {
		const { id } = await trx
			.insertInto('accounts')
			.values({ email, displayName: name, locale })
			.returning('id')
			.executeTakeFirstOrThrow();
		await tell(trx, actor, id, 'account.invited');
		return id;
	} catch (error) {
		if (breaks(error, 'accounts_email_key'))
			throw new Refusal('conflict', 'account_exists', { email: 'account_exists' });
		throw error;
	}
}

export async function sendInvitation(trx: Trx, means: Means, accountId: string, to: Receiver) {
	const token = newToken();
	await giveToken(trx, means, { token, accountId, purpose: 'invitation' });
	await putInOutbox(trx, invitationMail(means, to, token, endOf(means, 'invitation')));
	return token;
}

const tell = (trx: Trx, actor: Actor, accountId: string, action: `account.${string}`) =>
	record(trx, actor, { action, subjectKind: 'account', subjectId: accountId });
