import { sql } from 'kysely';
import type { Db, Trx } from '../db/database.server.ts';

/** Plain text; the subject is one line. */
export type Mail = { recipient: string; subject: string; body: string };

/** Tries before a mail is given up: with doubling waits from 30 s to 6 h, about two days. */
export const triesAtMost = 14;

/** Writes a mail in the transaction of what it tells: it is sent if and only if that happened. */
export async function putInOutbox(trx: Trx, mail: Mail): Promise<void> {
	await trx.insertInto('mails').values(mail).execute();
}

export type DueMail = Mail & { id: string; attempts: number };

/** Takes one mail that is due; another process sees it only when this transaction is over. */
export async function takeDueMail(trx: Trx, now: Date): Promise<DueMail | undefined> {
	return trx
		.selectFrom('mails')
		.select(['id', 'recipient', 'subject', 'body', 'attempts'])
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
export async function noteSent(trx: Trx, id: string, now: Date): Promise<void> {
	await trx
		.updateTable('mails')
		.set({ sentAt: now, body: '', lastError: null, attempts: sql<number>`attempts + 1` })
		.where('id', '=', id)
		.execute();
}

/** @param reason without address or text of the mail: codes only */
export async function noteFailed(
	trx: Trx,
	{ id, attempts }: DueMail,
	reason: string,
	now: Date
): Promise<void> {
	const tries = attempts + 1;
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
