import type { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import { insertAccount, sendInvitation } from '../accounts/invite.server.ts';
import { putMembership } from '../accounts/memberships.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { newMemberSchema } from '../schema.ts';
import { takeAttempt } from '../sign-in/attempts.server.ts';
import { membershipMail } from '../sign-in/mails.ts';
import { organisationSubject } from './organisation-subject.server.ts';

export type Member = Readonly<{
	accountId: string;
	name: string;
	role: 'member' | 'manager';
	state: 'invited' | 'active' | 'disabled';
	/** For those who manage the organisation; null for the others. */
	email: string | null;
	self: boolean;
}>;

/** Who belongs to the organisation, managers first. @throws Refusal not_allowed, organisation_unknown */
export async function listMembers(
	means: Means,
	actor: Actor,
	organisationId: string
): Promise<Member[]> {
	const organisation = await organisationSubject(means, organisationId);
	demand(people, actor, 'organisation.see', organisation);
	const seesMail = can(people, actor, 'organisation.manage', organisation);
	const rows = await means.db
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.accountId')
		.select(['a.id as accountId', 'a.displayName as name', 'm.role', 'a.email', 'a.disabledAt'])
		.select((eb) => eb('a.passwordHash', 'is not', null).as('accepted'))
		.where('m.organisationId', '=', organisationId)
		.orderBy('m.role')
		.orderBy('a.displayName')
		.execute();
	return rows.map(({ accountId, name, role, email, disabledAt, accepted }) => ({
		accountId,
		name,
		role: role as Member['role'],
		state: disabledAt ? 'disabled' : accepted ? 'active' : 'invited',
		email: seesMail ? email : null,
		self: actor.kind === 'account' && actor.accountId === accountId
	}));
}

/**
 * A manager asks somebody into the own organisation. Who has no account gets one and an invitation; who has one
 * belongs to the organisation at once and is told by mail. The link goes by mail only: it is not the manager's.
 * @throws Refusal not_allowed, organisation_archived (409), already_member (409), account_disabled (409),
 * input_invalid per field, too_many_attempts (429)
 */
export async function inviteMember(
	means: Means,
	actor: Actor,
	organisationId: string,
	input: z.input<typeof newMemberSchema>
): Promise<void> {
	const organisation = await organisationSubject(means, organisationId);
	demand(people, actor, 'membership.invite', organisation);
	if (organisation.archived) throw new Refusal('conflict', 'organisation_archived');
	const member = parse(newMemberSchema, input);
	await takeAttempt(means, 'invitation', organisationId);
	const known = await accountOf(means, organisationId, member.email);
	if (known?.isMember) throw new Refusal('conflict', 'already_member', { email: 'already_member' });
	if (known?.disabledAt)
		throw new Refusal('conflict', 'account_disabled', { email: 'account_disabled' });
	await means.db.transaction().execute(async (trx) => {
		const accountId = known?.id ?? (await insertAccount(trx, actor, member));
		const membership = { accountId, organisationId, role: member.role };
		await putMembership(trx, actor, membership, organisation.placeId);
		// Who is known already keeps the own name and language.
		const to = { displayName: member.name, ...member, ...known };
		if (known?.passwordHash) await putInOutbox(trx, membershipMail(means, to, organisation.name));
		else await sendInvitation(trx, means, accountId, to);
	});
}

/**
 * Another invitation for a member who has not taken the first one.
 * @throws Refusal not_allowed, invitation_taken (409), too_many_attempts (429)
 */
export async function inviteMemberAgain(
	means: Means,
	actor: Actor,
	{ organisationId, accountId }: { organisationId: string; accountId: string }
): Promise<void> {
	const organisation = await organisationSubject(means, organisationId);
	demand(people, actor, 'membership.invite', organisation);
	const account = isUuid(accountId)
		? await means.db
				.selectFrom('memberships as m')
				.innerJoin('accounts as a', 'a.id', 'm.accountId')
				.select(['a.email', 'a.displayName', 'a.locale', 'a.passwordHash', 'a.disabledAt'])
				.where('m.organisationId', '=', organisationId)
				.where('m.accountId', '=', accountId)
				.executeTakeFirst()
		: undefined;
	if (!account) throw new Refusal('conflict', 'not_a_member');
	if (account.passwordHash) throw new Refusal('conflict', 'invitation_taken');
	if (account.disabledAt) throw new Refusal('conflict', 'account_disabled');
	await takeAttempt(means, 'invitation', organisationId);
	await means.db.transaction().execute(async (trx) => {
		await record(trx, actor, {
			action: 'account.invitedAgain',
			subjectKind: 'account',
			subjectId: accountId,
			placeId: organisation.placeId
		});
		await sendInvitation(trx, means, accountId, account);
	});
}

async function accountOf(means: Means, organisationId: string, email: string) {
	return means.db
		.selectFrom('accounts as a')
		.leftJoin('memberships as m', (join) =>
			join.onRef('m.accountId', '=', 'a.id').on('m.organisationId', '=', organisationId)
		)
		.select(['a.id', 'a.displayName', 'a.locale', 'a.passwordHash', 'a.disabledAt'])
		.select((eb) => eb('m.accountId', 'is not', null).as('isMember'))
		.where('a.email', '=', email)
		.executeTakeFirst();
}
