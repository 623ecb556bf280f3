import { sql } from 'kysely';
import { system, type Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { forgetUnread } from './ask/forget-unread.server.ts';
import { partFromBallots } from './ask/part-from-ballots.server.ts';
import { announceChange } from './announce.server.ts';
import { endByItself } from './conduct.server.ts';
import { dropControlLinks } from './control-links.server.ts';
import { deleteSession } from './delete-session.server.ts';
import { forgetPlayers } from './quiz/players.server.ts';
import { permissions, type SessionSubject } from './permissions.ts';
import { codeDaysAfterEnd } from './rules.ts';
import { lockSession, presentState, recordOf, sessionSubject } from './session.server.ts';

const dayLength = 86_400_000;

/** A running session is forgotten when its planned end has passed and no question was opened for this long. */
const forgottenAfter = dayLength;

/**
 * Drops what could still link a ballot to the phone it came from: the key of the pseudonyms, the control links and the
 * order in which the ballots and people lie, the drawn names of players, the name that residents' questions share with the ballots, and questions that
 * nobody was shown. Ballots, tallies and organisations stay as evidence; nobody can say any more whose they are.
 * @throws Refusal not_possible_now (409) unless the session has ended
 */
export async function archiveSession(db: Db, actor: Actor, activityId: string): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'archive', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const { standing } = await presentState(trx, activityId);
		if (standing !== 'ended') throw new Refusal('conflict', 'not_possible_now');
		await partFromBallots(trx, activityId);
		await trx
			.updateTable('activities')
			.set({ status: 'archived', participantKey: null })
			.where('id', '=', activityId)
			.execute();
		await dropControlLinks(trx, activityId);
		await forgetEntries(trx, activityId);
		await forgetPlayers(trx, activityId);
		await layBallotsAnew(trx, activityId);
		await forgetUnread(trx, activityId);
		await layParticipantsAnew(trx, activityId);
		await recordOf(trx, actor, session, 'archived');
		await announceChange(trx, activityId);
	});
}

/** Which number a sheet had, and which seat codes were used: nobody needs it any more. */
async function forgetEntries(trx: Trx, activityId: string): Promise<void> {
	await trx.deleteFrom('liveEntered').where('activityId', '=', activityId).execute();
	await trx.deleteFrom('liveSeats').where('activityId', '=', activityId).execute();
	await sql`
		delete from live_papers p using live_rounds r
		where r.activity_id = ${activityId} and p.round_id = r.id`.execute(trx);
}

/**
 * PostgreSQL keeps rows about where they were written and notes which transaction wrote them: who reads the tables
 * directly learns which ballots came early. Written anew by one transaction, in the order of their pseudonyms, they lie
 * in an order that means nothing. The triggers take them out of the tally and put them in again.
 */
async function layBallotsAnew(trx: Trx, activityId: string): Promise<void> {
	await sql`
		with lifted as (
			delete from ballots b using live_rounds r
			where r.activity_id = ${activityId} and b.round_id = r.id
			returning b.*
		)
		insert into ballots (round_id, participant, answer, tally_keys)
		select round_id, participant, answer, tally_keys from lifted order by round_id, participant`.execute(
		trx
	);
}

/** The same for who took part: at a tablet and without a seat code each voice has a row of its own, so their order is one of people. */
async function layParticipantsAnew(trx: Trx, activityId: string): Promise<void> {
	await sql`
		with lifted as (
			delete from live_participants where activity_id = ${activityId} returning *
		)
		insert into live_participants (activity_id, participant, organisation_id, organisation_name, source)
		select activity_id, participant, organisation_id, organisation_name, source
		from lifted order by participant`.execute(trx);
}

/** The hourly housekeeping. Each session in a transaction of its own: one that fails does not hold up the others. */
export async function tidy(db: Db, now: Date): Promise<void> {
	await each(await forgotten(db, now), (session) =>
		db.transaction().execute((trx) => endByItself(trx, system, session, { now, why: 'forgotten' }))
	);
	await each(await pastRetention(db, now, ['finished']), ({ activityId }) =>
		archiveSession(db, system, activityId)
	);
	await each(await pastRetention(db, now, ['draft', 'announced']), ({ activityId }) =>
		deleteSession(db, system, activityId)
	);
	await db.transaction().execute((trx) => expireCodes(trx, now));
	await db.deleteFrom('liveControlLinks').where('expiresAt', '<=', now).execute();
}

async function each<Session extends { activityId: string }>(
	sessions: readonly Session[],
	step: (session: Session) => Promise<unknown>
): Promise<void> {
	for (const session of sessions) {
		try {
			await step(session);
		} catch (error) {
			log.error({ activity: session.activityId, err: error }, 'housekeeping of a session failed');
		}
	}
}

async function forgotten(db: Db, now: Date): Promise<SessionSubject[]> {
	const longAgo = new Date(now.getTime() - forgottenAfter);
	return db
		.selectFrom('activities as a')
		.innerJoin('liveSessions as s', 's.activityId', 'a.id')
		.select(['a.id as activityId', 'a.placeId'])
		.where('a.status', '=', 'running')
		.where(({ or, eb }) => or([eb('a.endsAt', 'is', null), eb('a.endsAt', '<', longAgo)]))
		.where('s.startedAt', '<', longAgo)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('liveRounds as r')
						.select('r.id')
						.whereRef('r.activityId', '=', 'a.id')
						.where('r.openedAt', '>=', longAgo)
				)
			)
		)
		.execute();
}

async function pastRetention(db: Db, now: Date, statuses: readonly string[]) {
	return db
		.selectFrom('activities')
		.select(['id as activityId'])
		.where('format', '=', 'live')
		.where('status', 'in', statuses)
		.where('retainUntil', '<', now.toISOString().slice(0, 10))
		.execute();
}

/** Gives codes of sessions that ended long ago back for new ones. */
async function expireCodes(trx: Trx, now: Date): Promise<void> {
	const expired = await trx
		.updateTable('liveSessions as s')
		.from('activities as a')
		.set({ codeExpiredAt: now })
		.whereRef('a.id', '=', 's.activityId')
		.where('s.codeExpiredAt', 'is', null)
		.where('s.endedAt', '<', new Date(now.getTime() - codeDaysAfterEnd * dayLength))
		.returning(['s.activityId', 'a.placeId'])
		.execute();
	for (const session of expired) {
		await recordOf(trx, system, session, 'codeExpired');
		await announceChange(trx, session.activityId);
	}
}
