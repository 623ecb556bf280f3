import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { record, recordOfResident } from '../../core/history/record.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { LiveVerb } from './history-text.ts';
import type { SessionSubject } from './permissions.ts';
import { standingOf, type Pace, type Standing } from './rules.ts';

/** What permissions ask about. @throws Refusal missing */
export async function sessionSubject(db: Db | Trx, activityId: string): Promise<SessionSubject> {
	const found = await db
		.selectFrom('liveSessions')
		.innerJoin('activities', 'activities.id', 'liveSessions.activityId')
		.select(['activities.id as activityId', 'activities.placeId'])
		.where('activities.id', '=', activityId)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'session_unknown');
	return found;
}

/** The session that a code means now, or meant last; null: none. */
export async function sessionIdOfCode(db: Db, code: string): Promise<string | null> {
	const found = await db
		.selectFrom('liveSessions')
		.select('activityId')
		.where('code', '=', code)
		.orderBy('codeExpiredAt', (order) => order.desc().nullsFirst())
		.executeTakeFirst();
	return found?.activityId ?? null;
}

/** Where a session stands, for deciding the next command. */
export type Present = Readonly<{
	activityId: string;
	version: number;
	standing: Standing;
	pace: Pace;
	/** The result on the stage stands still. */
	frozen: boolean;
	/** Id of an earlier round that is shown beside the result on the stage. */
	beside: string | null;
	/** The open question closes by itself. */
	timed: boolean;
	/** The round on the stage. */
	round: Readonly<{ id: string; questionId: string; number: number; position: number }> | null;
}>;

/** @throws Refusal missing */
export async function presentState(db: Db | Trx, activityId: string): Promise<Present> {
	const row = await db
		.selectFrom('liveSessions as s')
		.leftJoin('liveRounds as r', 'r.id', 's.currentRoundId')
		.leftJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.select(['s.version', 's.startedAt', 's.endedAt', 's.pace', 's.besideRoundId'])
		.select(isPaced.as('paced'))
		.select((eb) => eb('r.frozen', 'is not', null).as('frozen'))
		.select(['r.id as roundId', 'r.questionId', 'r.number', 'r.closedAt', 'r.revealedAt'])
		.select(['q.position', 'r.closesAt'])
		.where('s.activityId', '=', activityId)
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'session_unknown');
	const { roundId, questionId, number, position, closedAt, revealedAt } = row;
	const round =
		roundId && questionId && number !== null && position !== null
			? { id: roundId, questionId, number, position, closedAt, revealedAt }
			: null;
	return {
		activityId,
		version: row.version,
		standing: standingOf({ ...row, round }),
		pace: row.pace as Pace,
		frozen: Boolean(row.frozen),
		beside: row.besideRoundId,
		timed: closedAt === null && row.closesAt !== null,
		round
	};
}

/** Whether questions of the session `s` of a query are open for everybody to go through by themselves. */
export const isPaced: RawBuilder<boolean> = sql`exists (
	select from live_rounds paced where paced.activity_id = s.activity_id and paced.self_paced and paced.closed_at is null
)`;

/** Somebody else was faster: nothing changed, and this is how things stand now. */
export class StateMovedOn extends Refusal {
	readonly present: Present;
	constructor(present: Present) {
		super('conflict', 'state_moved_on');
		this.present = present;
	}
}

/**
 * Takes the next version of the session, and with it the right to change it in this transaction: a second one who
 * saw the same version waits here and is then told that the state moved on.
 * @throws StateMovedOn
 */
export async function claimVersion(trx: Trx, activityId: string, seen: number): Promise<Present> {
	const claimed = await trx
		.updateTable('liveSessions')
		.set((eb) => ({ version: eb('version', '+', 1) }))
		.where('activityId', '=', activityId)
		.where('version', '=', seen)
		.executeTakeFirst();
	const present = await presentState(trx, activityId);
	if (claimed.numUpdatedRows === 0n) throw new StateMovedOn(present);
	return present;
}

/** Only one at a time edits a session, and nobody while it is being archived. @throws Refusal archived */
export async function lockSession(trx: Trx, activityId: string): Promise<void> {
	await trx
		.selectFrom('liveSessions')
		.select('activityId')
		.where('activityId', '=', activityId)
		.forNoKeyUpdate()
		.executeTakeFirst();
	const { status } = await trx
		.selectFrom('activities')
		.select('status')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	if (status === 'archived') throw new Refusal('conflict', 'archived');
}

/** The audit trail's entry for a change of a session. */
export async function recordOf(
	trx: Trx,
	actor: Actor,
	session: SessionSubject,
	verb: LiveVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `live.${verb}`,
		subjectKind: 'live',
		subjectId: session.activityId,
		placeId: session.placeId,
		detail
	});
}

/** The same for what a participant did with something of their own: without a person, and only by its day. */
export async function recordOfParticipant(
	trx: Trx,
	now: Date,
	session: SessionSubject,
	verb: LiveVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await recordOfResident(trx, now, {
		action: `live.${verb}`,
		subjectKind: 'live',
		subjectId: session.activityId,
		placeId: session.placeId,
		detail
	});
}
