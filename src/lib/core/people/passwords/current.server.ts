import type { AccountActor } from '../../../access/actor.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Means } from '../means.ts';
import { forgetAttempts, takeAttempt } from '../sign-in/attempts.server.ts';
import { verifyPassword } from './hashing.server.ts';

/**
 * Asks the signed-in person for the password once more, before what would lock them out of their account: whoever
 * found an open browser must not be able to do it.
 * @throws Refusal `invalid` at `current`; `busy` too_many_attempts
 */
export async function demandCurrentPassword(
	means: Means,
	actor: AccountActor,
	current: string
): Promise<void> {
	const { email, passwordHash } = await means.db
		.selectFrom('accounts')
		.select(['email', 'passwordHash'])
		.where('id', '=', actor.accountId)
		.executeTakeFirstOrThrow();
	await takeAttempt(means, 'password', email);
	if (!(await verifyPassword(current.slice(0, 1024), passwordHash)))
		throw new Refusal('invalid', 'input_invalid', { current: 'wrong_password' });
	await forgetAttempts(means.db, means, 'password', email);
}
