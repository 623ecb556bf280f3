import { sql } from 'kysely';
import type { Db, Trx } from '../db/database.server.ts';

/** Plain text; the subject is one line. */
export type Mail = {
	recipient: string;
	subject: string;
	body: string;
	/**
	 * Where a POST ends mails of this kind (RFC 8058), for people without an account: nothing of such a mail is kept once
	 * it is sent or given up, not even the address.
	 */
	stopUrl?: string;
};

/** Tries before a mail is given up: with doubling waits from 30 s to 6 h, about two days. */
export const triesAtMost = 14;

/** Writes a mail in the transaction of what it tells: it is sent if and only if that happened. */
export async function putInOutbox(trx: Trx, mail: Mail): Promise<void> {
	await trx.insertInto('mails').values(mail).execute();
}

/** Rows in one statement, well below PostgreSQL's 65,535 parameters. */
const batch = 5000;

/** As `putInOutbox`, for many at once. */
export async function putAllInOutbox(trx: Trx, mails: readonly Mail[]): Promise<void> {
	for (let from = 0; from < mails.length; from += batch)
		await trx
			.insertInto('mails')
			.values(mails.slice(from, from + batch))
			.execute();
}

/** Takes back what has not been sent to somebody who wants no more mails of this kind. */
export async function takeFromOutbox(trx: Trx, stopUrl: string): Promise<void> {
	await trx.deleteFrom('mails').where('stopUrl', '=', stopUrl).execute();
}

/**
 * The same for several people, by the paths with which their addresses end: whatever language and domain stands before.
 * @param paths of letters, digits, `/` and `-` alone
 */
export async function takeAllFromOutbox(trx: Trx, paths: readonly string[]): Promise<void> {
	if (paths.length === 0) return;
	const ends = paths.map((path) => `%${path}`);
	await sql`delete from mails where stop_url like any(${ends}::text[])`.execute(trx);
}

/** Leaves nothing of mails that went to somebody whose address is forgotten; those on their way still arrive. */
export async function forgetMailsTo(trx: Trx, recipients: readonly string[]): Promise<void> {
	if (recipients.length === 0) return;
	await trx
		.deleteFrom('mails')
		.where('recipient', 'in', recipients)
		.where((eb) => eb.or([eb('sentAt', 'is not', null), eb('givenUpAt', 'is not', null)]))
		.execute();
}

export type DueMail = Omit<Mail, 'stopUrl'> & {
	id: string;
	stopUrl: string | null;
	attempts: number;
};

/** Takes one mail that is due; another process sees it only when this transaction is over. */
export async function takeDueMail(trx: Trx, now: Date): Promise<DueMail | undefined> {
	return trx
		.selectFrom('mails')
		.select(['id', 'recipient', 'subject', 'body', 'stopUrl', 'attempts'])
		.where('sentAt', 'is', null)
		.where('givenUpAt', 'is', null)
		.where('nextAttemptAt', '<=', now)
		.orderBy('nextAttemptAt')
		.limit(1)
		.forUpdate()
		.skipLocked()
		.executeTakeFirst();
}

/** The text goes with the mail: links in it would let a reader of the table sign in. */
export async function noteSent(trx: Trx, { id, stopUrl }: DueMail, now: Date): Promise<void> {
	if (stopUrl) return forget(trx, id);
	await trx
		.updateTable('mails')
		.set({ sentAt: now, body: '', lastError: null, attempts: sql<number>`attempts + 1` })
		.where('id', '=', id)
		.execute();
}

/** @param reason without address or text of the mail: codes only */
export async function noteFailed(
	trx: Trx,
	{ id, stopUrl, attempts }: DueMail,
	reason: string,
	now: Date
): Promise<void> {
	const tries = attempts + 1;
	if (stopUrl && tries >= triesAtMost) return forget(trx, id);
	const seconds = Math.min(30 * 2 ** attempts, 6 * 3600);
	await trx
		.updateTable('mails')
		.set({
			attempts: tries,
			lastError: reason,
			nextAttemptAt: new Date(now.getTime() + seconds * 1000),
			...(tries >= triesAtMost && { givenUpAt: now, body: '' })
		})
		.where('id', '=', id)
		.execute();
}

async function forget(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom('mails').where('id', '=', id).execute();
}

export type OutboxRow = {
	id: string;
	recipient: string;
	subject: string;
	createdAt: Date;
	attempts: number;
	sentAt: Date | null;
	givenUpAt: Date | null;
	nextAttemptAt: Date;
	lastError: string | null;
};

/** Newest first. */
export async function readOutbox(
	db: Db,
	{ offset, limit }: { offset: number; limit: number }
): Promise<{ rows: OutboxRow[]; total: number }> {
	const rows = await db
		.selectFrom('mails')
		.select([
			'id',
			'recipient',
			'subject',
			'createdAt',
			'attempts',
			'sentAt',
			'givenUpAt',
			'nextAttemptAt',
			'lastError'
		])
		.orderBy('createdAt', 'desc')
		.orderBy('id')
		.limit(limit)
		.offset(offset)
		.execute();
	const { total } = await db
		.selectFrom('mails')
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	return { rows, total };
}

/** Makes a waiting mail due now. @returns false when it was sent or given up */
export async function retryNow(trx: Trx, id: string, now: Date): Promise<boolean> {
	const changed = await trx
		.updateTable('mails')
		.set({ nextAttemptAt: now })
		.where('id', '=', id)
		.where('sentAt', 'is', null)
		.where('givenUpAt', 'is', null)
		.executeTakeFirst();
	return changed.numUpdatedRows === 1n;
}
