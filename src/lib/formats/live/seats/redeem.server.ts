import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { issueToken, tokenKey } from '../../../core/activities/participant-token.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { organisationGiven } from '../participants.server.ts';
import type { OrganisationChoice } from '../service.ts';
import { sessionIdOfCode } from '../session.server.ts';
import { seatCode } from './code.ts';

/** Bound to its session, so that equal codes of two sessions do not look alike. */
export const seatHash = (activityId: string, code: string): string =>
	fingerprint(`seat ${activityId} ${code}`);

/** What comes with a seat code. */
export type SeatGiven = Readonly<{
	typed: string;
	/** Of the form, a UUID. */
	nonce: string;
	/** As it is asked for when joining. */
	organisation?: OrganisationChoice | undefined;
	/** At a tablet that staff hands round: a locked door keeps nobody out who is there, and no organisation is asked for. */
	inTheRoom?: boolean;
}>;

const attemptHash = (nonce: string): string => fingerprint(`seat attempt ${nonce}`);

/** 16 bytes that only whoever knows the form's nonce can find: the attempt beside the code is another hash of it. */
const chanceOf = (nonce: string) =>
	createHash('sha256').update(`seat participant ${nonce}`).digest().subarray(0, 16);

/**
 * A participant's token for a seat code, once. No row says which participant came of which code: the code is marked
 * here, the participant joins later by the intake, together with others. The same form sent again, because its answer
 * got lost, gives the same token. Whoever could not join keeps their code: what the intake would refuse is refused here.
 * @throws Refusal seat_missing, seat_malformed (422), seat_unknown (404), seat_used (410), session_ended, session_locked
 *   (409), code_unknown, organisation_missing, organisation_too_long (422)
 */
export async function redeemSeat(db: Db, sessionCode: string, given: SeatGiven): Promise<string> {
	if (given.typed === '') throw invalid('seat_missing');
	const code = seatCode(given.typed);
	if (!code || !isUuid(given.nonce)) throw invalid('seat_malformed');
	const activityId = await sessionIdOfCode(db, sessionCode);
	if (!activityId) throw new Refusal('missing', 'code_unknown');
	const attempt = attemptHash(given.nonce);
	return db.transaction().execute(async (trx) => {
		const session = await lockDoor(trx, activityId);
		const codeHash = seatHash(activityId, code);
		const seat = await trx
			.selectFrom('liveSeats')
			.select('attempt')
			.where('activityId', '=', activityId)
			.where('codeHash', '=', codeHash)
			.executeTakeFirst();
		if (!seat) throw new Refusal('missing', 'seat_unknown');
		if (seat.attempt && seat.attempt !== attempt) throw new Refusal('gone', 'seat_used');
		if (!seat.attempt) {
			demandOpenDoor(session, given);
			await markUsed(trx, activityId, codeHash, attempt);
		}
		return issueToken(tokenKey(session.participantKey), chanceOf(given.nonce));
	});
}

/** One at a time for each session: of two who have the same card the second one waits here and is then told. */
async function lockDoor(trx: Trx, activityId: string) {
	const session = await trx
		.selectFrom('liveSessions as s')
		.innerJoin('activities as a', 'a.id', 's.activityId')
		.select(['s.endedAt', 's.joinsLocked', 's.organisationField', 'a.participantKey'])
		.select(sql<boolean>`coalesce(s.closes_at <= now(), false)`.as('closed'))
		.where('s.activityId', '=', activityId)
		.where('a.status', '<>', 'draft')
		.forNoKeyUpdate('s')
		.executeTakeFirst();
	if (!session) throw new Refusal('missing', 'code_unknown');
	const { participantKey } = session;
	if (session.endedAt || session.closed || !participantKey)
		throw new Refusal('conflict', 'session_ended');
	return { ...session, participantKey };
}

function demandOpenDoor(
	session: { joinsLocked: boolean; organisationField: string },
	{ organisation, inTheRoom }: SeatGiven
): void {
	if (inTheRoom) return;
	if (session.joinsLocked) throw new Refusal('conflict', 'session_locked');
	const given = organisationGiven(session.organisationField, organisation);
	if (session.organisationField !== 'required') return;
	if (given.organisationId || given.organisationName) return;
	const reason = 'organisation_missing';
	throw new Refusal('invalid', reason, { organisation: reason });
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
