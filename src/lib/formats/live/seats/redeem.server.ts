import { createHash } from 'node:crypto';
import { issueToken, tokenKey } from '../../../core/activities/participant-token.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { sessionIdOfCode } from '../session.server.ts';
import { seatCode } from './code.ts';

/** Bound to its session, so that equal codes of two sessions do not look alike. */
export const seatHash = (activityId: string, code: string): string =>
	fingerprint(`seat ${activityId} ${code}`);

const attemptHash = (nonce: string): string => fingerprint(`seat attempt ${nonce}`);

/** 16 bytes that only whoever knows the form's nonce can find: the attempt beside the code is another hash of it. */
const chanceOf = (nonce: string) =>
	createHash('sha256').update(`seat participant ${nonce}`).digest().subarray(0, 16);

/**
 * A participant's token for a seat code, once. No row says which participant came of which code: the code is marked
 * here, the participant joins later by the intake, together with others. The same form sent again, because its answer
 * got lost, gives the same token.
 * @param given.nonce of the form, a UUID
 * @throws Refusal seat_missing, seat_malformed (422), seat_unknown (404), seat_used (410), session_ended (409), code_unknown
 */
export async function redeemSeat(
	db: Db,
	sessionCode: string,
	given: { typed: string; nonce: string }
): Promise<string> {
	if (given.typed === '') throw invalid('seat_missing');
	const code = seatCode(given.typed);
	if (!code || !isUuid(given.nonce)) throw invalid('seat_malformed');
	const activityId = await sessionIdOfCode(db, sessionCode);
	if (!activityId) throw new Refusal('missing', 'code_unknown');
	const attempt = attemptHash(given.nonce);
	return db.transaction().execute(async (trx) => {
		const key = await lockParticipantKey(trx, activityId);
		const codeHash = seatHash(activityId, code);
		const seat = await trx
			.selectFrom('liveSeats')
			.select('attempt')
			.where('activityId', '=', activityId)
			.where('codeHash', '=', codeHash)
			.executeTakeFirst();
		if (!seat) throw new Refusal('missing', 'seat_unknown');
		if (seat.attempt && seat.attempt !== attempt) throw new Refusal('gone', 'seat_used');
		if (!seat.attempt) await markUsed(trx, activityId, codeHash, attempt);
		return issueToken(tokenKey(key), chanceOf(given.nonce));
	});
}

/** One at a time for each session: of two who have the same card the second one waits here and is then told. */
async function lockParticipantKey(trx: Trx, activityId: string): Promise<Buffer> {
	const session = await trx
		.selectFrom('liveSessions as s')
		.innerJoin('activities as a', 'a.id', 's.activityId')
		.select(['s.endedAt', 'a.participantKey'])
		.where('s.activityId', '=', activityId)
		.where('a.status', '<>', 'draft')
		.forNoKeyUpdate('s')
		.executeTakeFirst();
	if (!session) throw new Refusal('missing', 'code_unknown');
	if (session.endedAt || !session.participantKey) throw new Refusal('conflict', 'session_ended');
	return session.participantKey;
}

/**
 * All seats of the session are written anew, the unused ones too: PostgreSQL keeps rows where they were written and
 * notes which transaction wrote them, and from that nobody shall read in which order the codes were used.
 */
async function markUsed(
	trx: Trx,
	activityId: string,
	codeHash: string,
	attempt: string
): Promise<void> {
	await trx
		.updateTable('liveSeats')
		.set((eb) => ({
			attempt: eb.case().when('codeHash', '=', codeHash).then(attempt).else(eb.ref('attempt')).end()
		}))
		.where('activityId', '=', activityId)
		.execute();
}

const invalid = (reason: string) => new Refusal('invalid', reason, { seat: reason });
