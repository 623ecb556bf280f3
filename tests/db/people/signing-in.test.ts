import crypto from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { createAccountReady } from '#lib/core/people/accounts/ready.server.ts';
import { disableAccount } from '#lib/core/people/accounts/disable.server.ts';
import { readSession } from '#lib/core/people/sessions/sessions.server.ts';
import { signIn } from '#lib/core/people/sign-in/sign-in.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { fingerprint } from '#lib/platform/secrets.ts';
import { goodPassword } from '../../fixture/means.ts';
import { person, townHall } from '../../fixture/town-hall.ts';

afterEach(() => void vi.restoreAllMocks());

const device = 'Firefox, Android';
const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
	const thrown: unknown = await work.then(
		() => null,
		(error: unknown) => error
	);
	if (!(thrown instanceof Refusal)) throw new Error(`not refused: ${String(thrown)}`);
	return thrown;
};

test('the right password starts a session; the table knows only its fingerprint', async () => {
	const { means, chief } = await townHall();
	const { sessionId } = await signIn(means, { email: chief.email, password: goodPassword, device });
	expect((await readSession(means, sessionId))?.actor.accountId).toBe(chief.id);
	const rows = await means.db.selectFrom('accountSessions').selectAll().execute();
	expect(rows.map(({ id }) => id)).toContain(fingerprint(sessionId));
	expect(JSON.stringify(rows)).not.toContain(sessionId);
});

test('mail address in other letters and with spaces is the same account', async () => {
	const { means, chief } = await townHall();
	const email = `  ${chief.email.toUpperCase()} `;
	await expect(signIn(means, { email, password: goodPassword, device })).resolves.toBeDefined();
});

test('unknown account, wrong password, disabled and invited account: one answer after one verification', async () => {
	const { means, chief } = await townHall();
	const disabled = await person(means, { role: 'juror', placeId: 'bielefeld' });
	await disableAccount(means, chief.actor, disabled.id);
	const { email: invited } = await means.db
		.insertInto('accounts')
		.values({ email: 'neu@stadt.example', displayName: 'Neu' })
		.returning('email')
		.executeTakeFirstOrThrow();
	const argon2 = vi.spyOn(crypto, 'argon2');
	const tries = [
		{ email: 'niemand@stadt.example', password: goodPassword },
		{ email: chief.email, password: 'falsch falsch falsch' },
		{ email: disabled.email, password: goodPassword },
		{ email: invited, password: goodPassword }
	];
	for (const credentials of tries) {
		argon2.mockClear();
		const refusal = await refusalOf(signIn(means, { ...credentials, device }));
		expect({ ...refusal }).toMatchObject({
			kind: 'invalid',
			reason: 'wrong_credentials',
			fields: {}
		});
		expect(argon2).toHaveBeenCalledTimes(1);
		const [, { memory, passes, parallelism, tagLength }] = argon2.mock.calls[0]!;
		expect({ memory, passes, parallelism, tagLength }).toEqual({
			memory: 19_456,
			passes: 2,
			parallelism: 1,
			tagLength: 32
		});
	}
});

test('signing in ends the session the browser had: no id given beforehand stays valid', async () => {
	const { means, chief } = await townHall();
	const before = chief.session.sessionId;
	const { sessionId } = await signIn(
		means,
		{ email: chief.email, password: goodPassword, device },
		before
	);
	expect(sessionId).not.toBe(before);
	expect(await readSession(means, before)).toBeNull();
});

test('after five wrong passwords even the right one has to wait, twice as long each time', async () => {
	const { means, chief, wait } = await townHall();
	const attempt = (password: string) => signIn(means, { email: chief.email, password, device });
	for (let i = 0; i < 5; i++) await refusalOf(attempt('falsch falsch falsch'));
	const first = await refusalOf(attempt(goodPassword));
	expect(first.reason).toBe('too_many_attempts');
	expect(first.fields['until']).toBe('2026-11-21T10:00:30.000Z');
	wait(30);
	expect((await refusalOf(attempt('falsch falsch falsch'))).reason).toBe('wrong_credentials');
	expect((await refusalOf(attempt(goodPassword))).fields['until']).toBe('2026-11-21T10:01:30.000Z');
	wait(60);
	await expect(attempt(goodPassword)).resolves.toBeDefined();
	expect(await means.db.selectFrom('attemptCounters').selectAll().execute()).toEqual([]);
});

test('an unknown address has to wait just the same', async () => {
	const { means } = await townHall();
	const attempt = () =>
		signIn(means, { email: 'niemand@stadt.example', password: goodPassword, device });
	for (let i = 0; i < 5; i++) await refusalOf(attempt());
	expect((await refusalOf(attempt())).reason).toBe('too_many_attempts');
});

test('tries sent at once are all counted', async () => {
	const { means, chief } = await townHall();
	const tries = Array.from({ length: 12 }, () =>
		refusalOf(signIn(means, { email: chief.email, password: 'falsch falsch falsch', device }))
	);
	const reasons = (await Promise.all(tries)).map(({ reason }) => reason);
	expect(reasons.filter((reason) => reason === 'wrong_credentials')).toHaveLength(5);
	expect(reasons.filter((reason) => reason === 'too_many_attempts')).toHaveLength(7);
});

test('the wait grows to a quarter of an hour and is forgotten after a quiet day', async () => {
	const { means, chief, wait } = await townHall();
	const attempt = (password: string) => signIn(means, { email: chief.email, password, device });
	for (let i = 0; i < 20; i++) {
		await refusalOf(attempt('falsch falsch falsch'));
		wait(900);
	}
	await refusalOf(attempt('falsch falsch falsch'));
	wait(899);
	expect((await refusalOf(attempt(goodPassword))).reason).toBe('too_many_attempts');
	wait(25 * 3600);
	await refusalOf(attempt('falsch falsch falsch'));
	await expect(attempt(goodPassword)).resolves.toBeDefined();
});

test('the counters say nothing about whom they count', async () => {
	const { means, chief } = await townHall();
	await refusalOf(signIn(means, { email: chief.email, password: 'x', device }));
	const [counter] = await means.db.selectFrom('attemptCounters').selectAll().execute();
	expect(counter!.bucket).toMatch(/^[0-9a-f]{64}$/);
	expect(counter!.bucket).not.toBe(fingerprint(`password:${chief.email}`));
});

test('a password typed in another Unicode form is the same password', async () => {
	const { means } = await townHall();
	const account = { email: 'umlaut@stadt.example', name: 'Ümit' };
	await createAccountReady(means, { ...account, password: 'grüne gurke tänzelt'.normalize('NFD') });
	const password = 'grüne gurke tänzelt'.normalize('NFC');
	await expect(signIn(means, { email: account.email, password, device })).resolves.toBeDefined();
});
