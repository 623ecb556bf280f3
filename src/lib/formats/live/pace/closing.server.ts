import { system } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';
import { endByItself } from '../conduct.server.ts';
import { closeTimedOut } from '../timer/time-up.server.ts';
import { eachDue } from './each-due.server.ts';

/**
 * So often each process looks for sessions and for questions whose time is over, in milliseconds. Ballots are refused
 * from the moment itself: the database compares. A room waits for the end of a question with its eyes on the stage.
 */
const pace = { sessions: 5000, questions: 1000 } as const;

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
	return eachDue(
		db,
		due,
		(trx, session) => endOne(trx, session, now),
		'a session whose time is over was not ended'
	);
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

/** Looks for both while the process runs. */
export function openClosing(db: Db, now: () => Date = () => new Date()): { stop(): Promise<void> } {
	const sessions = looking(pace.sessions, () => endDue(db, now()));
	const questions = looking(pace.questions, () => closeTimedOut(db));
	return {
		stop: async () => void (await Promise.all([sessions.stop(), questions.stop()]))
	};
}

/** A look that takes longer than the pause is not overtaken by the next one. */
function looking(milliseconds: number, look: () => Promise<unknown>) {
	let running: Promise<unknown> | null = null;
	const timer = setInterval(() => {
		running ??= look()
			.catch((error: unknown) => log.warn({ err: error }, 'what is due was not looked for'))
			.finally(() => (running = null));
	}, milliseconds);
	timer.unref();
	return {
		stop: async () => {
			clearInterval(timer);
			await running;
		}
	};
}
