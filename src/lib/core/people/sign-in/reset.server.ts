import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { record } from '../../history/record.server.ts';
import { accountActor } from '../accounts/account-actor.ts';
import type { Means } from '../means.ts';
import { hashPassword } from '../passwords/hashing.server.ts';
import { demandGoodPassword } from '../passwords/rules.server.ts';
import { emailSchema } from '../schema.ts';
import { endAllSessions } from '../sessions/lucia.server.ts';
import { forgetAttempts, takeAttempt } from './attempts.server.ts';
import { passwordChangedMail, resetMail } from './mails.ts';
import { endOf, newToken, readToken, useToken } from './tokens.server.ts';

/**
 * Mails a link for a new password. Answer and statements are the same whether there is such an account: for an
 * unknown one each statement runs and writes nothing.
 * @throws Refusal `invalid` for something that is no mail address; `busy` too_many_attempts
 */
export async function requestReset(means: Means, input: { email: string }): Promise<void> {
	const { email } = parse(z.object({ email: emailSchema }), input);
	await takeAttempt(means, 'reset', email);
	const found = await means.db
		.selectFrom('accounts')
		.select(['id', 'email', 'displayName', 'locale'])
		.where('email', '=', email)
		.where('disabledAt', 'is', null)
		.executeTakeFirst();
	const to = found ?? { id: randomUUID(), email, displayName: '', locale: 'de' };
	const token = newToken();
	const until = endOf(means, 'reset');
	const mail = resetMail(means, to, token, until);
	await means.db.transaction().execute(async (trx) => {
		await sql`delete from account_tokens where account_id = ${to.id} and purpose = 'reset' and used_at is null`.execute(
			trx
		);
		await sql`insert into account_tokens (id, account_id, purpose, expires_at)
			select ${fingerprint(token)}, id, 'reset', ${until} from accounts where id = ${to.id}`.execute(trx);
		await sql`insert into mails (recipient, subject, body)
			select email, ${mail.subject}, ${mail.body} from accounts where id = ${to.id}`.execute(trx);
	});
}

/**
 * Sets the new password. Every session of the account ends, waiting times are lifted, the owner gets a mail. The
 * second factor stays.
 * @throws Refusal `missing` link_expired; `invalid` with the password's weakness
 */
export async function resetPassword(means: Means, token: string, password: string): Promise<void> {
	const account = await readToken(means, token, 'reset');
	await demandGoodPassword(password, account.email);
	const passwordHash = await hashPassword(password);
	await means.db.transaction().execute(async (trx) => {
		await useToken(trx, means, token, 'reset');
		await trx
			.updateTable('accounts')
			.set({ passwordHash })
			.where('id', '=', account.accountId)
			.execute();
		await endAllSessions(trx, account.accountId);
		await forgetAttempts(trx, means, 'password', account.email);
		await putInOutbox(trx, passwordChangedMail(account));
		await record(trx, accountActor(account.accountId, account.displayName), {
			action: 'account.passwordReset',
			subjectKind: 'account',
			subjectId: account.accountId
		});
	});
}
