import { createHmac, randomBytes } from 'node:crypto';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { fingerprint } from '../../platform/secrets.ts';
import { receiptOf, receiptToken } from './receipt-code.ts';

/** A receipt's way back to what was contributed. */
export type Receipt = Readonly<{ format: string; activityId: string; subjectId: string }>;

/**
 * A token that can be typed: 20 letters and digits, 99 bits of chance. Whoever has it has the contribution, so only its
 * hash is stored. It follows from the activity's key and the device's own key of the contribution: who lost the answer
 * on the way and sends the same again is given the same receipt.
 */
export function receiptTokenOf(activityKey: Buffer, clientKey: string): string {
	const chance = createHmac('sha512', activityKey).update(`receipt ${clientKey}`).digest();
	return receiptOf(chance);
}

/** Printed on a card before anybody has written on it: nothing is kept until the card is entered. */
export const drawReceiptToken = (): string => receiptOf(randomBytes(64));

/**
 * Harmless to repeat for the same contribution.
 * @returns false where the token belongs to another one
 */
export async function keepReceipt(
	trx: Trx,
	token: string,
	{ activityId, subjectId }: Pick<Receipt, 'activityId' | 'subjectId'>
): Promise<boolean> {
	const theirs = await keepReceipts(trx, activityId, [{ token, subjectId }]);
	return theirs.has(subjectId);
}

/**
 * The same for many at once. Whoever brings a token that another transaction is about to keep waits for it.
 * @returns those contributions whose token is theirs
 */
export async function keepReceipts(
	trx: Trx,
	activityId: string,
	kept: readonly Readonly<{ token: string; subjectId: string }>[]
): Promise<ReadonlySet<string>> {
	if (kept.length === 0) return new Set();
	// In one order for everybody, so that no two wait for each other.
	const rows = kept
		.map(({ token, subjectId }) => ({ tokenHash: fingerprint(token), activityId, subjectId }))
		.sort((a, b) => (a.tokenHash < b.tokenHash ? -1 : 1));
	await trx
		.insertInto('receipts')
		.values(rows)
		.onConflict((conflict) => conflict.column('tokenHash').doNothing())
		.execute();
	const theirs = await trx
		.selectFrom('receipts')
		.select('subjectId')
		.where(
			'tokenHash',
			'in',
			rows.map(({ tokenHash }) => tokenHash)
		)
		.execute();
	const subjects = new Set(theirs.map(({ subjectId }) => subjectId));
	return new Set(kept.flatMap(({ subjectId }) => (subjects.has(subjectId) ? subjectId : [])));
}

/** What the receipt is of; null for an unknown one. */
export async function findReceipt(db: Db, typed: string): Promise<Receipt | null> {
	const token = receiptToken(typed);
	if (!token) return null;
	const found = await db
		.selectFrom('receipts as r')
		.innerJoin('activities as a', 'a.id', 'r.activityId')
		.select(['a.format', 'r.activityId', 'r.subjectId'])
		.where('r.tokenHash', '=', fingerprint(token))
		.executeTakeFirst();
	return found ?? null;
}

/** From now on no receipt leads to these contributions any more. */
export async function dropReceipts(
	trx: Trx,
	activityId: string,
	subjectIds: readonly string[]
): Promise<void> {
	if (subjectIds.length === 0) return;
	await trx
		.deleteFrom('receipts')
		.where('activityId', '=', activityId)
		.where('subjectId', 'in', subjectIds)
		.execute();
}
