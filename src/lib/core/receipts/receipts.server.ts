import { createHmac } from 'node:crypto';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { fingerprint } from '../../platform/secrets.ts';

/** A receipt's way back to what was contributed. */
export type Receipt = Readonly<{ format: string; activityId: string; subjectId: string }>;

// Without 0, O, 1, I, L: people read it from paper.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const length = 20;

/**
 * A token that can be typed: 20 letters and digits, 99 bits of chance. Whoever has it has the contribution, so only its
 * hash is stored. It follows from the activity's key and the device's own key of the contribution: who lost the answer
 * on the way and sends the same again is given the same receipt.
 */
export function receiptTokenOf(activityKey: Buffer, clientKey: string): string {
	const chance = createHmac('sha512', activityKey).update(`receipt ${clientKey}`).digest();
	// Values of 248 and above would favour the first letters; of 64 bytes two are, on average.
	return [...chance]
		.filter((byte) => byte < 248)
		.slice(0, length)
		.map((byte) => alphabet[byte % alphabet.length])
		.join('');
}

/** As it stands on paper: in groups of four. */
export const spokenReceipt = (token: string): string => token.match(/.{1,4}/g)!.join('-');

/** Harmless to repeat. */
export async function keepReceipt(
	trx: Trx,
	token: string,
	{ activityId, subjectId }: Pick<Receipt, 'activityId' | 'subjectId'>
): Promise<void> {
	await trx
		.insertInto('receipts')
		.values({ tokenHash: fingerprint(token), activityId, subjectId })
		.onConflict((conflict) => conflict.column('tokenHash').doNothing())
		.execute();
}

/** The token that somebody typed, or null for what cannot be one. Case, spaces, hyphens and the script of the digits do not matter. */
export function receiptToken(typed: string): string | null {
	const token = typed
		.normalize('NFKC')
		.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}.]/gu, '');
	return token.length === length && [...token].every((sign) => alphabet.includes(sign))
		? token
		: null;
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
