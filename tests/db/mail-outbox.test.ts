import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { listOutbox, retryMail } from '#lib/core/people/outbox.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { putInOutbox, triesAtMost } from '#lib/platform/mail/outbox.server.ts';
import { sendOne } from '#lib/platform/mail/sender.server.ts';
import { openTransport } from '#lib/platform/mail/transport.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { meansWithClock } from '../fixture/means.ts';
import { person, townHall } from '../fixture/town-hall.ts';

const mail = {
	recipient: 'nadia@stadt.example',
	subject: 'Grüße, مرحبا',
	body: 'Hier ist Ihr Link:\n\nhttps://palaver.example/reset/abc\n'
};
const put = (db: Db) => db.transaction().execute((trx) => putInOutbox(trx, mail));
const sender = { mailFrom: 'Palaver <palaver@stadt.example>', origin: 'https://palaver.example' };

/** A real mail server that keeps what it takes; `refuse` makes it answer with an error. */
async function mailServer(onRcptTo?: SMTPServerOptions['onRcptTo']) {
	const received: { from: string; to: string[]; text: string }[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		...(onRcptTo && { onRcptTo }),
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				received.push({
					from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
					to: session.envelope.rcptTo.map(({ address }) => address),
					text: Buffer.concat(chunks).toString('utf8')
				});
				done();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const { port } = server.server.address() as { port: number };
	const smtpUrl = `smtp://127.0.0.1:${port}`;
	const transport = openTransport({ ...sender, smtpUrl, dataDir: '/nowhere' });
	onTestFinished(() => transport.close());
	return { received, transport };
}

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
