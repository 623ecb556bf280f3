import { record } from '../../history/record.server.ts';
import { parse } from '../../../platform/parse.ts';
import { accountActor } from '../accounts/account-actor.ts';
import type { Means } from '../means.ts';
import { hashPassword } from '../passwords/hashing.server.ts';
import { demandGoodPassword } from '../passwords/rules.server.ts';
import { profileSchema } from '../schema.ts';
import { endSession, startSession } from '../sessions/lucia.server.ts';
import { readToken, useToken } from './tokens.server.ts';

/**
 * The invited person takes the account: name, language and password. Signs in at once.
 * @returns id of the new session
 * @throws Refusal `missing` link_expired; `invalid` per field
 */
export async function acceptInvitation(
	means: Means,
	token: string,
	input: { name: string; locale: string; password: string; device: string },
	previous: string | null = null
): Promise<string> {
	const account = await readToken(means, token, 'invitation');
	const { name, locale } = parse(profileSchema, input);
	await demandGoodPassword(input.password, account.email);
	const passwordHash = await hashPassword(input.password);
	return means.db.transaction().execute(async (trx) => {
		await useToken(trx, means, token, 'invitation');
		await trx
			.updateTable('accounts')
			.set({ displayName: name, locale, passwordHash })
			.where('id', '=', account.accountId)
			.execute();
		await record(trx, accountActor(account.accountId, name), {
			action: 'account.invitationAccepted',
			subjectKind: 'account',
			subjectId: account.accountId
		});
		if (previous) await endSession(trx, previous);
		return startSession(trx, account.accountId, { secondFactor: false, device: input.device });
	});
}
