import { sql } from 'kysely';
import { system } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { announceChange } from '../announce.server.ts';
import { eachDue } from '../pace/each-due.server.ts';
import { closeRound } from '../moves.server.ts';
import type { SessionSubject } from '../permissions.ts';
import { claimVersion, recordOf } from '../session.server.ts';

/**
 * Closes the questions whose time is up, by the database's clock; how many. No ballot has been taken since that moment:
 * the statement that counts compares. Two processes may both look: the second one finds them closed.
 */
export async function closeTimedOut(db: Db): Promise<number> {
	const due = await db
		.selectFrom('liveRounds as r')
		.innerJoin('activities as a', 'a.id', 'r.activityId')
		.select(['a.id as activityId', 'a.placeId'])
		.where('r.closesAt', '<=', sql<Date>`now()`)
		.where('r.closedAt', 'is', null)
		.execute();
	return eachDue(db, due, closeOne, 'a question whose time is up was not closed');
}

/** Somebody may have given more time, or closed it, between the look and the lock. */
async function closeOne(trx: Trx, session: SessionSubject): Promise<boolean> {
	const { activityId } = session;
	const { version } = await trx
		.selectFrom('liveSessions')
		.select('version')
		.where('activityId', '=', activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const due = await trx
		.selectFrom('liveSessions as s')
		.innerJoin('liveRounds as r', 'r.id', 's.currentRoundId')
		.select('r.closesAt')
		.where('s.activityId', '=', activityId)
		.where('r.closesAt', '<=', sql<Date>`now()`)
		.where('r.closedAt', 'is', null)
		.executeTakeFirst();
	if (!due) return false;
	const before = await claimVersion(trx, activityId, version);
	const closed = await closeRound(trx, before, due.closesAt!);
	await recordOf(trx, system, session, 'timeUp', { ...closed, version: before.version });
	await announceChange(trx, activityId);
	return true;
}
