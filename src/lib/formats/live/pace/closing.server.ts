import { system } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';
import { endByItself } from '../conduct.server.ts';

/** So often each process looks, in milliseconds. Ballots are refused from the moment itself: the database compares. */
const pace = 5000;

/**
 * Ends the sessions whose time is over; how many. Two processes may both look: the second one finds them ended. One that
 * cannot be ended keeps none of the others open.
 */
export async function endDue(db: Db, now: Date): Promise<number> {
	const due = await db
		.selectFrom('liveSessions as s')
		.innerJoin('activities as a', 'a.id', 's.activityId')
		.select(['a.id as activityId', 'a.placeId'])
		.where('s.closesAt', '<=', now)
		.where('s.endedAt', 'is', null)
		.where('s.startedAt', 'is not', null)
		.where('a.status', '=', 'running')
		.execute();
	let ended = 0;
	for (const session of due) {
		try {
			if (await db.transaction().execute((trx) => endOne(trx, session, now))) ended += 1;
		} catch (error) {
			log.warn({ err: error }, 'a session whose time is over was not ended');
		}
	}
	return ended;
}

/** Somebody may have given it more time, or ended it, between the look and the lock. */
async function endOne(
	trx: Trx,
	session: { activityId: string; placeId: string },
	now: Date
): Promise<boolean> {
	const due = await trx
		.selectFrom('liveSessions')
		.select('activityId')
		.where('activityId', '=', session.activityId)
		.where('closesAt', '<=', now)
		.where('endedAt', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!due) return false;
	await endByItself(trx, system, session, { now, why: 'closing' });
	return true;
}

/** Looks for them while the process runs. */
export function openClosing(db: Db, now: () => Date = () => new Date()): { stop(): Promise<void> } {
	let looking: Promise<unknown> = Promise.resolve();
	const timer = setInterval(() => {
		looking = endDue(db, now()).catch((error: unknown) =>
			log.warn({ err: error }, 'sessions whose time is over were not ended')
		);
	}, pace);
	timer.unref();
	return {
		stop: async () => {
			clearInterval(timer);
			await looking;
		}
	};
}
