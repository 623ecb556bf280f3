import type { AccountActor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { deriveKey, keyedHash } from '../../../platform/secrets.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { demandCurrentPassword } from '../passwords/current.server.ts';
import { people } from '../permissions.ts';
import { endAllSessions, endSession, startSession } from '../sessions/lucia.server.ts';
import type { SignedIn } from '../sessions/sessions.server.ts';
import { forgetAttempts, takeAttempt } from './attempts.server.ts';
import { replaceRecoveryCodes, useRecoveryCode } from './recovery-codes.server.ts';
import {
	base32,
	sealTotpSecret,
	stepOf,
	totpOf,
	unsealTotpSecret,
	useStep
} from './totp.server.ts';

/**
 * The second step of signing in: a code of the app, or a recovery code. The session gets a new id.
 * @returns id of the new session
 * @throws Refusal `invalid` wrong_code (also for a code that was used); `busy` too_many_attempts
 */
export async function giveSecondFactor(
	means: Means,
	session: SignedIn,
	code: string,
	device: string
): Promise<string> {
	const { actor, sessionId } = session;
	demand(people, actor, 'own.change', actor);
	await takeAttempt(means, 'factor', actor.accountId);
	return means.db.transaction().execute(async (trx) => {
		await demandCode(trx, means, actor, code);
		await forgetAttempts(trx, means, 'factor', actor.accountId);
		await endSession(trx, sessionId);
		return startSession(trx, actor.accountId, { secondFactor: true, device });
	});
}

/** What the set-up page shows. */
export type FactorOffer = { secret: string; uri: string };

/**
 * A secret to put into an authenticator app. It follows from the session, so a reload shows the same one, and nothing
 * is stored before the first right code.
 */
export async function offerFactor(means: Means, session: SignedIn): Promise<FactorOffer> {
	const { email } = await means.db
		.selectFrom('accounts')
		.select('email')
		.where('id', '=', session.actor.accountId)
		.executeTakeFirstOrThrow();
	const secret = offeredSecret(means, session);
	return { secret, uri: totpOf(secret, email).toString() };
}

/**
 * The first right code sets the factor up, or puts it on a new device: that takes the password too, for an open browser
 * must not be enough to lock its owner out. Other sessions end, this one gets a new id.
 * @returns the new session's id and the recovery codes, shown only now
 * @throws Refusal `invalid` wrong_code, or wrong_password at `current` where a factor is replaced; `forbidden`
 * factor_needed when an old factor was not given in this session
 */
export async function confirmFactor(
	means: Means,
	session: SignedIn,
	{ code, current, device }: { code: string; current: string; device: string }
): Promise<{ sessionId: string; recoveryCodes: string[] }> {
	const { actor } = session;
	demand(people, actor, 'own.change', actor);
	const { since } = await factorState(means, actor);
	if (since && !actor.secondFactor) throw new Refusal('forbidden', 'factor_needed');
	if (since) await demandCurrentPassword(means, actor, current);
	await takeAttempt(means, 'factor', actor.accountId);
	const secret = offeredSecret(means, session);
	const step = stepOf(secret, digitsOf(code), means.clock());
	if (step === null) throw new Refusal('invalid', 'wrong_code', { code: 'wrong_code' });
	return means.db.transaction().execute(async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('accounts')
			.set({
				totpSecret: sealTotpSecret(means, actor.accountId, secret),
				totpConfirmedAt: means.clock(),
				totpLastStep: step
			})
			.where('id', '=', actor.accountId)
			// Set up in another session meanwhile: that factor was not given here.
			.where('totpConfirmedAt', since ? 'is not' : 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Refusal('forbidden', 'factor_needed');
		await forgetAttempts(trx, means, 'factor', actor.accountId);
		await endAllSessions(trx, actor.accountId);
		await tell(trx, actor, 'account.factorConfirmed');
		return {
			recoveryCodes: await replaceRecoveryCodes(trx, means, actor.accountId),
			sessionId: await startSession(trx, actor.accountId, { secondFactor: true, device })
		};
	});
}

/**
 * New recovery codes; the old ones count no more. Only in a session with the factor given, and with the password: the
 * codes open the account from any other device, so an open browser must not be enough to carry them away.
 * @throws Refusal `invalid` wrong_password at `current`; `busy` too_many_attempts; `forbidden` factor_needed
 */
export async function renewRecoveryCodes(
	means: Means,
	actor: AccountActor,
	current: string
): Promise<string[]> {
	demand(people, actor, 'own.change', actor);
	if (!actor.secondFactor) throw new Refusal('forbidden', 'factor_needed');
	await demandCurrentPassword(means, actor, current);
	return means.db.transaction().execute(async (trx) => {
		await tell(trx, actor, 'account.recoveryCodesRenewed');
		return replaceRecoveryCodes(trx, means, actor.accountId);
	});
}

/** Is it set up, since when, and how many recovery codes are left? */
export async function factorState(means: Means, actor: AccountActor) {
	demand(people, actor, 'own.change', actor);
	return means.db
		.selectFrom('accounts as a')
		.select((eb) => [
			'a.totpConfirmedAt as since',
			eb
				.selectFrom('recoveryCodes as r')
				.whereRef('r.accountId', '=', 'a.id')
				.where('r.usedAt', 'is', null)
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.$asScalar()
				.$notNull()
				.as('recoveryCodesLeft')
		])
		.where('a.id', '=', actor.accountId)
		.executeTakeFirstOrThrow();
}

async function demandCode(trx: Trx, means: Means, actor: AccountActor, code: string) {
	const wrong = new Refusal('invalid', 'wrong_code', { code: 'wrong_code' });
	const digits = digitsOf(code);
	if (digits.length !== 6 || /[a-z]/i.test(code)) {
		if (!(await useRecoveryCode(trx, means, actor.accountId, code))) throw wrong;
		return tell(trx, actor, 'account.recoveryCodeUsed');
	}
	const { totpSecret } = await trx
		.selectFrom('accounts')
		.select('totpSecret')
		.where('id', '=', actor.accountId)
		.where('totpConfirmedAt', 'is not', null)
		.executeTakeFirstOrThrow(() => wrong);
	const secret = unsealTotpSecret(means, actor.accountId, totpSecret!);
	const step = stepOf(secret, digits, means.clock());
	if (step === null || !(await useStep(trx, actor.accountId, step))) throw wrong;
}

function offeredSecret(means: Means, { actor, sessionId }: SignedIn): string {
	const key = deriveKey(means.config.appSecret, 'totp-offer');
	return base32(keyedHash(key, `${actor.accountId}:${sessionId}`).subarray(0, 20));
}

/** People type "123 456", and Arabic keyboards write ١٢٣. */
function digitsOf(code: string): string {
	return [...code.normalize('NFKC')].map(westernDigit).join('').replace(/\D/g, '');
}

function westernDigit(sign: string): string {
	const code = sign.codePointAt(0)!;
	for (const zero of [0x660, 0x6f0])
		if (code >= zero && code <= zero + 9) return String(code - zero);
	return sign;
}

const tell = (trx: Trx, actor: AccountActor, action: `account.${string}`) =>
	record(trx, actor, { action, subjectKind: 'account', subjectId: actor.accountId });
