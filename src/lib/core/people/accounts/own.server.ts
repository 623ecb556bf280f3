import type { AccountActor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { demandCurrentPassword } from '../passwords/current.server.ts';
import { hashPassword } from '../passwords/hashing.server.ts';
import { demandGoodPassword } from '../passwords/rules.server.ts';
import { people } from '../permissions.ts';
import { profileSchema } from '../schema.ts';
import { endAllSessions, startSession } from '../sessions/lucia.server.ts';
import { passwordChangedMail } from '../sign-in/mails.ts';

export type OwnAccount = {
	email: string;
	displayName: string;
	locale: string;
	roles: { role: string; placeName: string }[];
	organisations: { name: string; role: string }[];
};

export async function readOwnAccount(means: Means, actor: AccountActor): Promise<OwnAccount> {
	demand(people, actor, 'own.change', actor);
	const account = await means.db
		.selectFrom('accounts')
		.select(['email', 'displayName', 'locale'])
		.where('id', '=', actor.accountId)
		.executeTakeFirstOrThrow();
	const roles = await means.db
		.selectFrom('roleGrants as g')
		.innerJoin('places as p', 'p.id', 'g.placeId')
		.select(['g.role', 'p.name as placeName'])
		.where('g.accountId', '=', actor.accountId)
		.where('g.revokedAt', 'is', null)
		.orderBy('g.grantedAt')
		.execute();
	const organisations = await means.db
		.selectFrom('memberships as m')
		.innerJoin('organisations as o', 'o.id', 'm.organisationId')
		.select(['o.name', 'm.role'])
		.where('m.accountId', '=', actor.accountId)
		.orderBy('o.nameKey')
		.execute();
	return { ...account, roles, organisations };
}

/** Name and the language of mails. */
export async function changeProfile(
	means: Means,
	actor: AccountActor,
	input: { name: string; locale: string }
): Promise<void> {
	demand(people, actor, 'own.change', actor);
	const { name, locale } = parse(profileSchema, input);
	await means.db.transaction().execute(async (trx) => {
		await trx
			.updateTable('accounts')
			.set({ displayName: name, locale })
			.where('id', '=', actor.accountId)
			.execute();
		await record(trx, actor, {
			action: 'account.profileChanged',
			subjectKind: 'account',
			subjectId: actor.accountId
		});
	});
}

/**
 * A new password, given the old one. Every session ends; the caller's goes on under a new id.
 * @returns id of that session
 * @throws Refusal `invalid` at `current` or `password`; `busy` too_many_attempts
 */
export async function changePassword(
	means: Means,
	actor: AccountActor,
	input: { current: string; password: string; device: string }
): Promise<string> {
	demand(people, actor, 'own.change', actor);
	const account = await means.db
		.selectFrom('accounts')
		.select(['email', 'displayName', 'locale'])
		.where('id', '=', actor.accountId)
		.executeTakeFirstOrThrow();
	await demandCurrentPassword(means, actor, input.current);
	await demandGoodPassword(input.password, account.email);
	const passwordHash = await hashPassword(input.password);
	return means.db.transaction().execute(async (trx) => {
		await trx
			.updateTable('accounts')
			.set({ passwordHash })
			.where('id', '=', actor.accountId)
			.execute();
		await endAllSessions(trx, actor.accountId);
		await putInOutbox(trx, passwordChangedMail(account));
		await record(trx, actor, {
			action: 'account.passwordChanged',
			subjectKind: 'account',
			subjectId: actor.accountId
		});
		const { secondFactor } = actor;
		return startSession(trx, actor.accountId, { secondFactor, device: input.device });
	});
}
