import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { issueToken, participantOf, tokenKey } from './participant-token.server.ts';

/** Where a resident's token of one activity is kept: their browser's cookie, or a program's header. */
export type TokenHolder = Readonly<{ token: string | null; keep(token: string): void }>;

/** Name of the cookie that holds the token. */
export const participantCookieOf = (activityId: string) => `palaver_p_${activityId}`;

/**
 * The pseudonym of whoever asks, 32 bytes, or null for somebody who has done nothing yet. Of an archived activity
 * nobody is known any more.
 */
export async function knownParticipant(
	db: Db | Trx,
	activityId: string,
	token: string | null
): Promise<Buffer | null> {
	if (!token) return null;
	const key = await activityKeyOf(db, activityId);
	return key && participantOf(tokenKey(key), token);
}

/** A resident who takes part: their pseudonym, and the key from which their receipts follow. */
export type Participation = Readonly<{ participant: Buffer; activityKey: Buffer }>;

/**
 * Whoever takes part, with a token for those who have none.
 * @throws Refusal archived (409) where nobody can take part any more
 */
export async function participation(
	db: Db | Trx,
	activityId: string,
	holder: TokenHolder
): Promise<Participation> {
	const activityKey = await activityKeyOf(db, activityId);
	if (!activityKey) throw new Refusal('conflict', 'archived');
	const key = tokenKey(activityKey);
	const known = participantOf(key, holder.token);
	if (known) return { participant: known, activityKey };
	const token = issueToken(key);
	holder.keep(token);
	return { participant: participantOf(key, token)!, activityKey };
}

/** The key from which pseudonyms and receipts of an activity follow; null once it is archived. */
export async function activityKeyOf(db: Db | Trx, activityId: string): Promise<Buffer | null> {
	const row = await db
		.selectFrom('activities')
		.select('participantKey')
		.where('id', '=', activityId)
		.executeTakeFirst();
	return row?.participantKey ?? null;
}
