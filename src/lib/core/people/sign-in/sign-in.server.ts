import { z } from 'zod';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import type { Means } from '../means.ts';
import { verifyPassword } from '../passwords/hashing.server.ts';
import { emailSchema } from '../schema.ts';
import { endSession, startSession } from '../sessions/lucia.server.ts';
import { forgetAttempts, takeAttempt } from './attempts.server.ts';

const credentials = z.object({
	email: emailSchema,
	// Only against megabytes: how long a password must be is asked when it is chosen.
	password: z.string({ error: 'missing' }).min(1, 'missing').max(1024, 'password_too_long')
});

export type NewSession = { sessionId: string; accountId: string; awaitsFactor: boolean };

/**
 * Password to session. An unknown account, a disabled one and a wrong password get the same refusal after the same
 * work: one password verification.
 * @param previous session of the browser; it ends, so that nobody can be handed a session made beforehand
 * @throws Refusal `invalid` wrong_credentials; `busy` too_many_attempts with `fields.until`
 */
export async function signIn(
	means: Means,
	input: { email: string; password: string; device: string },
	previous: string | null = null
): Promise<NewSession> {
	const { email, password } = parse(credentials, input);
	await takeAttempt(means, 'password', email);
	const account = await means.db
		.selectFrom('accounts')
		.select(['id', 'passwordHash', 'disabledAt'])
		.where('email', '=', email)
		.executeTakeFirst();
	const right = await verifyPassword(password, account?.passwordHash ?? null);
	if (!account || !right || account.disabledAt !== null)
		throw new Refusal('invalid', 'wrong_credentials');
	return means.db.transaction().execute(async (trx) => {
		// A reset or an administrator may have come in between; the row lock makes one of the two come first.
		const { totpConfirmedAt } = await trx
			.selectFrom('accounts')
			.select('totpConfirmedAt')
			.where('id', '=', account.id)
			.where('passwordHash', '=', account.passwordHash)
			.where('disabledAt', 'is', null)
			.forUpdate()
			.executeTakeFirstOrThrow(() => new Refusal('invalid', 'wrong_credentials'));
		await forgetAttempts(trx, means, 'password', email);
		if (previous) await endSession(trx, previous);
		const sessionId = await startSession(trx, account.id, {
			secondFactor: false,
			device: input.device
		});
		return { sessionId, accountId: account.id, awaitsFactor: totpConfirmedAt !== null };
	});
}
