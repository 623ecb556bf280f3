import type { Role } from '../../../access/actor.ts';
import { system } from '../../../access/actor.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { hashPassword } from '../passwords/hashing.server.ts';
import { sealTotpSecret } from '../sign-in/totp.server.ts';
import { insertGrant } from './grants.server.ts';
import { putMembership } from './memberships.server.ts';

export type ReadyAccount = {
	email: string;
	name: string;
	password: string;
	locale?: string;
	roles?: readonly { role: Role; placeId: string }[];
	organisation?: { id: string; role: 'member' | 'manager' };
	/** Base32 secret of a factor that counts as confirmed; absent: set up at the first sign-in. */
	secondFactor?: string;
};

/**
 * An account that can sign in at once, without invitation: for the demo and for tests, on behalf of the system. The
 * password is not asked for its strength.
 * @returns id of the account
 */
export async function createAccountReady(means: Means, ready: ReadyAccount): Promise<string> {
	const passwordHash = await hashPassword(ready.password);
	return means.db.transaction().execute(async (trx) => {
		const { id: accountId } = await trx
			.insertInto('accounts')
			.values({
				email: ready.email.toLowerCase(),
				displayName: ready.name,
				locale: ready.locale ?? 'de',
				passwordHash
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await record(trx, system, {
			action: 'account.created',
			subjectKind: 'account',
			subjectId: accountId
		});
		if (ready.secondFactor) {
			await trx
				.updateTable('accounts')
				.set({
					totpSecret: sealTotpSecret(means, accountId, ready.secondFactor),
					totpConfirmedAt: means.clock()
				})
				.where('id', '=', accountId)
				.execute();
		}
		for (const grant of ready.roles ?? []) await insertGrant(trx, system, { accountId, ...grant });
		if (ready.organisation) {
			const { id: organisationId, role } = ready.organisation;
			await putMembership(trx, system, { accountId, organisationId, role }, null);
		}
		return accountId;
	});
}
