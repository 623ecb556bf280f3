import { expect, test } from 'vitest';
import { signedInRights } from '../../fixture/rights.ts';
import { resetFactor } from '#lib/core/people/accounts/disable.server.ts';
import { createAccountReady } from '#lib/core/people/accounts/ready.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import { readSession } from '#lib/core/people/sessions/sessions.server.ts';
import {
	confirmFactor,
	factorState,
	giveSecondFactor,
	offerFactor,
	renewRecoveryCodes
} from '#lib/core/people/sign-in/second-factor.server.ts';
import { totpOf } from '#lib/core/people/sign-in/totp.server.ts';
import { seal, unseal } from '#lib/platform/sealed.server.ts';
import { goodPassword, totpSecret } from '../../fixture/means.ts';
import { actionsOf, person, signedIn, townHall } from '../../fixture/town-hall.ts';

const device = 'Firefox, Android';
const codeAt = (means: Means, secret: string, steps = 0) =>
	totpOf(secret, '').generate({ timestamp: means.clock().getTime() + steps * 30_000 });

/** A moderator who never set up a factor, signed in with the password only. */
async function newModerator(means: Means) {
	const id = await createAccountReady(means, {
		email: 'mod@stadt.example',
		name: 'Mo Derator',
		password: goodPassword,
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	return { id, session: await signedIn(means, id, false) };
}

test('a staff role counts for nothing before the factor is set up, and everything after', async () => {
	const { means } = await townHall();
	const { session } = await newModerator(means);
	expect(session.awaitsFactor).toBe(false);
	expect(signedInRights(session.actor)).toEqual([]);
	const { secret } = await offerFactor(means, session);
	const done = await confirmFactor(means, session, {
		code: codeAt(means, secret),
		current: '',
		device
	});
	const after = await readSession(means, done.sessionId);
	expect(signedInRights(after!.actor)).toEqual(['moderator']);
	expect(done.sessionId).not.toBe(session.sessionId);
	expect(await readSession(means, session.sessionId)).toBeNull();
	expect(await actionsOf(means)).toContain('account.factorConfirmed');
});

test('a reload of the set-up page shows the same secret, another session another one', async () => {
	const { means } = await townHall();
	const { id, session } = await newModerator(means);
	expect(await offerFactor(means, session)).toEqual(await offerFactor(means, session));
	const other = await signedIn(means, id, false);
	expect((await offerFactor(means, other)).secret).not.toBe(
		(await offerFactor(means, session)).secret
	);
});

test('nothing is set up by a wrong code', async () => {
	const { means } = await townHall();
	const { session } = await newModerator(means);
	await expect(
		confirmFactor(means, session, { code: '000000', current: '', device })
	).rejects.toMatchObject({
		reason: 'wrong_code',
		fields: { code: 'wrong_code' }
	});
	expect((await factorState(means, session.actor)).since).toBeNull();
});

test('between password and code nobody can replace the factor', async () => {
	const { means, chief } = await townHall();
	const halfway = await signedIn(means, chief.id, false);
	expect(halfway.awaitsFactor).toBe(true);
	const { secret } = await offerFactor(means, halfway);
	await expect(
		confirmFactor(means, halfway, { code: codeAt(means, secret), current: goodPassword, device })
	).rejects.toMatchObject({
		kind: 'forbidden',
		reason: 'factor_needed'
	});
});

test('whoever finds an open browser cannot replace the factor; its owner can, with the password', async () => {
	const { means, chief } = await townHall();
	const { secret } = await offerFactor(means, chief.session);
	const replace = (current: string) =>
		confirmFactor(means, chief.session, { code: codeAt(means, secret), current, device });
	const { since } = await factorState(means, chief.actor);
	for (const guess of ['', 'a guess that is long enough']) {
		await expect(replace(guess)).rejects.toMatchObject({ fields: { current: 'wrong_password' } });
	}
	expect((await factorState(means, chief.actor)).since).toEqual(since);
	expect(await readSession(means, chief.session.sessionId)).not.toBeNull();
	const { sessionId } = await replace(goodPassword);
	expect((await readSession(means, sessionId))?.actor.secondFactor).toBe(true);
});

test('of two sessions that set up the first factor only one does', async () => {
	const { means } = await townHall();
	const { id, session } = await newModerator(means);
	const other = await signedIn(means, id, false);
	const outcomes = await Promise.allSettled(
		[session, other].map(async (one) => {
			const { secret } = await offerFactor(means, one);
			return confirmFactor(means, one, { code: codeAt(means, secret), current: '', device });
		})
	);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a code gives a new session; the one of the password ends', async () => {
	const { means, chief } = await townHall();
	const halfway = await signedIn(means, chief.id, false);
	const sessionId = await giveSecondFactor(means, halfway, codeAt(means, totpSecret), device);
	expect((await readSession(means, sessionId))?.actor.secondFactor).toBe(true);
	expect(await readSession(means, halfway.sessionId)).toBeNull();
});

test('a code counts once, also when it is sent twice at the same moment', async () => {
	const { means, chief } = await townHall();
	const code = codeAt(means, totpSecret);
	const halfway = await Promise.all([1, 2, 3].map(() => signedIn(means, chief.id, false)));
	const outcomes = await Promise.allSettled(
		halfway.map((session) => giveSecondFactor(means, session, code, device))
	);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test.each([
	{ steps: -2, counts: false },
	{ steps: -1, counts: true },
	{ steps: 0, counts: true },
	{ steps: 1, counts: true },
	{ steps: 2, counts: false }
])('a code $steps steps of 30 s away: $counts', async ({ steps, counts }) => {
	const { means, chief } = await townHall();
	const halfway = await signedIn(means, chief.id, false);
	const giving = giveSecondFactor(means, halfway, codeAt(means, totpSecret, steps), device);
	await expect(
		giving.then(
			() => true,
			() => false
		)
	).resolves.toBe(counts);
});

test('a code may be typed with a space or in Arabic digits', async () => {
	const { means, chief, wait } = await townHall();
	const spaced = codeAt(means, totpSecret).replace(/(...)/, '$1 ');
	await giveSecondFactor(means, await signedIn(means, chief.id, false), spaced, device);
	wait(60);
	const arabic = codeAt(means, totpSecret).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]!);
	await giveSecondFactor(means, await signedIn(means, chief.id, false), arabic, device);
});

test('wrong codes make one wait, across sessions of the account', async () => {
	const { means, chief } = await townHall();
	for (let i = 0; i < 5; i++) {
		const halfway = await signedIn(means, chief.id, false);
		await expect(giveSecondFactor(means, halfway, '000000', device)).rejects.toMatchObject({
			reason: 'wrong_code'
		});
	}
	const halfway = await signedIn(means, chief.id, false);
	await expect(
		giveSecondFactor(means, halfway, codeAt(means, totpSecret), device)
	).rejects.toMatchObject({ kind: 'busy', reason: 'too_many_attempts' });
});

test('each of ten recovery codes replaces the app once; the table cannot be read back', async () => {
	const { means, chief } = await townHall();
	const codes = await renewRecoveryCodes(means, chief.actor, goodPassword);
	expect(new Set(codes).size).toBe(10);
	const halfway = () => signedIn(means, chief.id, false);
	await giveSecondFactor(
		means,
		await halfway(),
		codes[0]!.toUpperCase().replaceAll('-', ' '),
		device
	);
	expect((await factorState(means, chief.actor)).recoveryCodesLeft).toBe(9);
	await expect(giveSecondFactor(means, await halfway(), codes[0]!, device)).rejects.toMatchObject({
		reason: 'wrong_code'
	});
	const stored = JSON.stringify(await means.db.selectFrom('recoveryCodes').selectAll().execute());
	for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''));
	expect(await actionsOf(means)).toContain('account.recoveryCodeUsed');
});

test('new recovery codes replace the old ones; somebody else’s codes open nothing', async () => {
	const { means, chief } = await townHall();
	const other = await person(means);
	const old = await renewRecoveryCodes(means, chief.actor, goodPassword);
	await renewRecoveryCodes(means, chief.actor, goodPassword);
	const foreign = await renewRecoveryCodes(means, other.actor, goodPassword);
	for (const code of [old[0]!, foreign[0]!]) {
		const halfway = await signedIn(means, chief.id, false);
		await expect(giveSecondFactor(means, halfway, code, device)).rejects.toMatchObject({
			reason: 'wrong_code'
		});
	}
});

test('whoever finds an open browser gets no recovery codes, and the old ones go on counting', async () => {
	const { means, chief } = await townHall();
	const codes = await renewRecoveryCodes(means, chief.actor, goodPassword);
	for (const guess of ['', 'a guess that is long enough'])
		await expect(renewRecoveryCodes(means, chief.actor, guess)).rejects.toMatchObject({
			status: 422,
			fields: { current: 'wrong_password' }
		});
	const renewed = (await actionsOf(means)).filter((a) => a === 'account.recoveryCodesRenewed');
	expect(renewed).toHaveLength(1);
	await giveSecondFactor(means, await signedIn(means, chief.id, false), codes[0]!, device);
});

test('guesses of the password for new recovery codes are limited', async () => {
	const { means, chief } = await townHall();
	const guess = () => renewRecoveryCodes(means, chief.actor, 'a guess that is long enough');
	for (let i = 0; i < 5; i++)
		await expect(guess()).rejects.toMatchObject({ fields: { current: 'wrong_password' } });
	await expect(renewRecoveryCodes(means, chief.actor, goodPassword)).rejects.toMatchObject({
		reason: 'too_many_attempts'
	});
});

test('an administrator resets the factor of somebody who lost it: sessions end, history tells', async () => {
	const { means, chief } = await townHall();
	const lost = await person(means, { role: 'moderator', placeId: 'bielefeld-mitte' });
	await renewRecoveryCodes(means, lost.actor, goodPassword);
	await resetFactor(means, chief.actor, lost.id);
	expect(await readSession(means, lost.session.sessionId)).toBeNull();
	const anew = await signedIn(means, lost.id, false);
	expect(anew.awaitsFactor).toBe(false);
	expect(signedInRights(anew.actor)).toEqual([]);
	expect(await factorState(means, anew.actor)).toEqual({ since: null, recoveryCodesLeft: 0 });
	expect(await actionsOf(means)).toContain('account.factorReset');
});

test('the stored secret opens for its own account and key only', async () => {
	const key = Buffer.alloc(32, 1);
	const sealed = seal(key, totpSecret, 'account-a');
	expect(unseal(key, sealed, 'account-a')).toBe(totpSecret);
	expect(() => unseal(key, sealed, 'account-b')).toThrow();
	expect(() => unseal(Buffer.alloc(32, 2), sealed, 'account-a')).toThrow();
	const { means, chief } = await townHall();
	const row = await means.db
		.selectFrom('accounts')
		.select('totpSecret')
		.where('id', '=', chief.id)
		.executeTakeFirstOrThrow();
	expect(row.totpSecret!.toString('latin1')).not.toContain(totpSecret);
});
