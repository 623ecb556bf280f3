import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';
import type { TakenAs } from './whose.server.ts';

const beat = 5_000;
/** A process that has said nothing for so long has ended: six times the beat, for a machine that is busy. */
const silentAfter = 30_000;

export const isInterrupted = (heartbeatAt: Date, now: Date): boolean =>
	now.getTime() - heartbeatAt.getTime() > silentAfter;

/** How somebody wants an import to be taken. */
export type Choice = Readonly<{ takenAs: TakenAs; hostName: string | null }>;

/**
 * Takes an import for work. Of two who try at once one gets it; one whose process has ended may be taken again, because
 * all of the work is one transaction.
 */
export async function claim(db: Db, importId: string, choice: Choice): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('eventImports')
		.set({ ...choice, state: 'importing', done: 0, failed: false, heartbeatAt: sql<string>`now()` })
		.where('id', '=', importId)
		.where((eb) =>
			eb.or([
				eb('state', '=', 'checked'),
				eb.and([
					eb('state', '=', 'importing'),
					eb('heartbeatAt', '<', sql<Date>`now() - make_interval(secs => ${silentAfter / 1000})`)
				])
			])
		)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Tells how far the work is, outside its transaction, so that pages see it at once. */
export type Progress = (done: number) => Promise<void>;

/** Does the work, and says meanwhile that it is alive. After a fault of ours the import waits as before. */
export async function workAt(
	db: Db,
	importId: string,
	work: (progress: Progress) => Promise<void>
): Promise<void> {
	const say = (done?: number) =>
		db
			.updateTable('eventImports')
			.set({ ...(done !== undefined && { done }), heartbeatAt: sql<string>`now()` })
			.where('id', '=', importId)
			.execute()
			.catch((error: unknown) => log.warn({ err: error }, 'heartbeat of an import failed'));
	const timer = setInterval(() => void say(), beat);
	try {
		await work(async (done) => void (await say(done)));
	} catch (error) {
		log.error({ import: importId, err: error }, 'import of events failed');
		await db
			.updateTable('eventImports')
			.set({ state: 'checked', failed: true })
			.where('id', '=', importId)
			.where('state', '=', 'importing')
			.execute()
			// The database is away: the import counts as interrupted, which is true.
			.catch((lost: unknown) => log.warn({ err: lost }, 'end of an import could not be kept'));
	} finally {
		clearInterval(timer);
	}
}
