import { randomBytes } from 'node:crypto';
import {
	issueToken,
	participantOf,
	tokenKey
} from '../../../core/activities/participant-token.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { keyedHash } from '../../../platform/secrets.ts';
import { writtenLanguage } from '../../../questions/entry-language.ts';
import { fittingAnswer } from '../../../questions/fitting-answer.ts';
import { questionType } from '../../../questions/registry.ts';
import { seatCode } from '../seats/code.ts';
import type { SeatGiven } from '../seats/redeem.server.ts';
import type { LiveService } from '../service.ts';

/** The cookie with the key of the tablet's link, and the one with the person who holds it at the moment. */
export const tabletCookie = (code: string) => `palaver-tablet-${code}`;
export const tabletPersonCookie = (code: string) => `palaver-tablet-person-${code}`;

/** Whoever walks away without a word leaves nothing that works for longer than this. */
export const tabletPersonMinutes = 10;

/** A token for a seat code, see `redeemSeat`. */
type Redeem = (code: string, seat: SeatGiven) => Promise<string>;

type At = Readonly<{ db: Db; live: LiveService; activityId: string; code: string }>;

/**
 * The next person takes the tablet: a token that nobody had before. They are a participant only once they vote. With a
 * seat code they are the same participant each time: one ballot for each question, not one for the code.
 * @param seat where the session takes only people with a seat code, and the key of the tablet's link
 * @throws Refusal seat_missing, seat_malformed (422), seat_unknown (404), seat_used (410), session_ended (409)
 */
export async function beginAtTablet(
	{ db, activityId, code }: At,
	seat: Readonly<{ typed: string; key: string }>,
	redeem: Redeem,
	chance = () => randomBytes(16)
): Promise<string> {
	const session = await sessionOf(db, activityId);
	return session.seatsOnly
		? redeem(code, { typed: seat.typed, nonce: nonceAt(seat), inTheRoom: true })
		: issueToken(tokenKey(session.participantKey), chance());
}

/**
 * The same code at a tablet of the same link is the same form sent again, see `redeemSeat`. The link's key is in the tablet
 * and nowhere else, so that nobody can find the participant of a code from what is stored, though codes can be guessed.
 */
function nonceAt({ typed, key }: Readonly<{ typed: string; key: string }>): string {
	const hash = keyedHash(Buffer.from(key), `tablet seat ${seatCode(typed)}`).toString('hex');
	return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/**
 * Casts the ballot of whoever holds the tablet, by the same intake as every phone's.
 * @throws Refusal of `LiveService.cast`, participant_unknown (401) after the tablet was handed on
 */
export async function voteAtTablet(
	{ db, live, activityId, code }: At,
	token: string,
	form: FormData
): Promise<void> {
	const session = await sessionOf(db, activityId);
	const participant = participantOf(tokenKey(session.participantKey), token);
	if (!participant) throw new Refusal('unauthenticated', 'participant_unknown');
	const question = String(form.get('question'));
	const round = Number(form.get('round'));
	const asked = (await live.snapshot(code)).question;
	if (asked?.id !== question || asked.round !== round || !asked.open)
		throw new Refusal('conflict', 'round_over');
	const answer = questionType(asked.type).answerFromForm(asked.config, form);
	demandFitting(asked, answer);
	await db
		.insertInto('liveParticipants')
		.values({ activityId, participant, source: 'tablet' })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const language = writtenLanguage(form.get('free'));
	await live.cast({ code, token, question, round, answer, language });
}

/** Before the participant is written: somebody whose answer does not fit has said nothing yet. @throws Refusal answer_invalid */
function demandFitting(asked: { type: string; config: unknown }, answer: unknown): void {
	const read = fittingAnswer(questionType(asked.type), asked.config, answer);
	if (!read.fits) throw new Refusal('invalid', 'answer_invalid', { answer: read.reason });
}

async function sessionOf(db: Db, activityId: string) {
	const session = await db
		.selectFrom('liveSessions as s')
		.innerJoin('activities as a', 'a.id', 's.activityId')
		.select(['s.seatsOnly', 's.endedAt', 'a.participantKey'])
		.where('s.activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const { participantKey } = session;
	if (session.endedAt || !participantKey) throw new Refusal('conflict', 'session_ended');
	return { ...session, participantKey };
}
