import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listOutbox, retryMail } from '#lib/core/people/outbox.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { putInOutbox, triesAtMost } from '#lib/platform/mail/outbox.server.ts';
import { sendOne } from '#lib/platform/mail/sender.server.ts';
import { openTransport } from '#lib/platform/mail/transport.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { mailServer, sender } from '../fixture/mail-server.ts';
import { meansWithClock } from '../fixture/means.ts';
import { person, townHall } from '../fixture/town-hall.ts';

const mail = {
	recipient: 'nadia@stadt.example',
	subject: 'Grüße, مرحبا',
	body: 'Hier ist Ihr Link:\n\nhttps://palaver.example/reset/abc\n'
};
const put = (db: Db, more: { stopUrl?: string } = {}) =>
	db.transaction().execute((trx) => putInOutbox(trx, { ...mail, ...more }));

test('a mail is written with what it tells, or not at all', async () => {
	const { db } = await freshDatabase();
	const failing = db.transaction().execute(async (trx) => {
		await putInOutbox(trx, mail);
		throw new Error('the change failed');
	});
	await expect(failing).rejects.toThrow('the change failed');
	expect(await db.selectFrom('mails').selectAll().execute()).toEqual([]);
});

test('a mail reaches the mail server once, and its text is gone from the table', async () => {
	const { db } = await freshDatabase();
	const { means } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const { received, transport } = await mailServer();
	await put(db);
	expect(await sendOne(means, transport)).toBe(true);
	expect(await sendOne(means, transport)).toBe(false);
	expect(received).toHaveLength(1);
	expect(received[0]).toMatchObject({ from: 'palaver@stadt.example', to: ['nadia@stadt.example'] });
	expect(received[0]!.text).toContain('Auto-Submitted: auto-generated');
	expect(received[0]!.text).toContain('https://palaver.example/reset/abc');
	const [row] = await db.selectFrom('mails').selectAll().execute();
	expect(row).toMatchObject({ body: '', attempts: 1, lastError: null });
	expect(row!.sentAt).not.toBeNull();
});

test('two processes send a mail once', async () => {
	const { db } = await freshDatabase();
	const { means } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const { received, transport } = await mailServer();
	for (let i = 0; i < 5; i++) await put(db);
	const drain = async () => {
		while (await sendOne(means, transport));
	};
	await Promise.all([drain(), drain(), drain()]);
	expect(received).toHaveLength(5);
});

test('a refused mail is tried again after growing waits, then given up and emptied', async () => {
	const { db } = await freshDatabase();
	const { means, wait } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const { received, transport } = await mailServer((_address, _session, done) =>
		done(Object.assign(new Error('mailbox of nadia@stadt.example is full'), { responseCode: 452 }))
	);
	await put(db);
	await sendOne(means, transport);
	expect(await sendOne(means, transport)).toBe(false);
	const [failed] = await db.selectFrom('mails').selectAll().execute();
	expect(failed).toMatchObject({ attempts: 1, sentAt: null, body: mail.body });
	expect(failed!.lastError).toContain('452');
	expect(failed!.lastError).not.toContain('nadia');
	expect(failed!.nextAttemptAt.getTime() - means.clock().getTime()).toBe(30_000);
	for (let tries = 1; tries < triesAtMost; tries++) {
		wait(6 * 3600);
		await sendOne(means, transport);
	}
	wait(48 * 3600);
	expect(await sendOne(means, transport)).toBe(false);
	const [last] = await db.selectFrom('mails').selectAll().execute();
	expect(last).toMatchObject({ attempts: triesAtMost, body: '', sentAt: null });
	expect(last!.givenUpAt).not.toBeNull();
	expect(received).toEqual([]);
});

test('without a mail server mails are files that only this user can read', async () => {
	const { db } = await freshDatabase();
	const { means } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const dataDir = mkdtempSync(join(tmpdir(), 'palaver-mail-'));
	const transport = openTransport({ ...sender, smtpUrl: null, dataDir });
	await put(db);
	await sendOne(means, transport);
	const files = readdirSync(join(dataDir, 'outbox'));
	expect(files).toHaveLength(1);
	expect(files[0]).toMatch(/\.eml$/);
	const text = readFileSync(join(dataDir, 'outbox', files[0]!), 'utf8');
	expect(text).toContain('To: nadia@stadt.example');
	expect(text).toContain('https://palaver.example/reset/abc');
});

test('the outbox shows state to administrators of the city, never the text', async () => {
	const { means, chief } = await townHall();
	await put(means.db);
	const { rows } = await listOutbox(means, chief.actor, 1);
	expect(rows).toHaveLength(1);
	expect(JSON.stringify(rows)).not.toContain('reset/abc');
	await retryMail(means, chief.actor, rows[0]!.id);
	const local = await person(means, { role: 'administrator', placeId: 'bielefeld-mitte' });
	await expect(listOutbox(means, local.actor, 1)).rejects.toMatchObject({ kind: 'forbidden' });
});

const stopUrl = 'https://palaver.example/follow/abc/stop';

test('a mail that can be stopped says so to the mail program, and nothing of it is kept once it is sent', async () => {
	const { db } = await freshDatabase();
	const { means } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const { received, transport } = await mailServer();
	await put(db, { stopUrl });
	await sendOne(means, transport);
	expect(received[0]!.text).toContain(`List-Unsubscribe: <${stopUrl}>`);
	expect(received[0]!.text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
	expect(await db.selectFrom('mails').selectAll().execute()).toEqual([]);
});

test('a mail that can be stopped is forgotten when it is given up', async () => {
	const { db } = await freshDatabase();
	const { means, wait } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const { transport } = await mailServer((_address, _session, done) =>
		done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
	);
	await put(db, { stopUrl });
	for (let tries = 1; tries < triesAtMost; tries++) {
		await sendOne(means, transport);
		wait(6 * 3600);
	}
	expect(await db.selectFrom('mails').select('attempts').execute()).toEqual([
		{ attempts: triesAtMost - 1 }
	]);
	await sendOne(means, transport);
	expect(await db.selectFrom('mails').selectAll().execute()).toEqual([]);
});

test('mails of the house have no way to stop them', async () => {
	const { db } = await freshDatabase();
	const { means } = meansWithClock(db, new Date(Date.now() + 60_000).toISOString());
	const { received, transport } = await mailServer();
	await put(db);
	await sendOne(means, transport);
	expect(received[0]!.text).not.toContain('List-Unsubscribe');
});
