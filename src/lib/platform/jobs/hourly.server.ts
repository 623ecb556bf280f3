import type { Clock } from '../clock.ts';
import type { Database, Db } from '../db/database.server.ts';
import { log } from '../log.ts';

/** Something that is due from time to time; may run again at any moment without harm. */
export type Job = Readonly<{ name: string; run(db: Db, now: Date): Promise<void> }>;

const hour = 3_600_000;

/** Any number that no other advisory lock of the app has. */
const lockNumber = 7_061_001;

/**
 * Runs the jobs one after the other unless another process is at it. A job that fails is logged and does not hold up
 * the others; it comes again in an hour.
 * @returns false when another process has the lock
 */
export async function runJobs(
	{ pool, db }: Pick<Database, 'pool' | 'db'>,
	jobs: readonly Job[],
	now: Date
): Promise<boolean> {
	// The lock belongs to the connection: it is free again when the process is killed.
	const client = await pool.connect();
	try {
		const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [lockNumber]);
		if (!rows[0].mine) return false;
		for (const job of jobs) {
			try {
				await job.run(db, now);
			} catch (error) {
				log.error({ job: job.name, err: error }, 'hourly job failed');
			}
		}
		await client.query('select pg_advisory_unlock($1)', [lockNumber]);
		return true;
	} finally {
		client.release();
	}
}

/** Runs the jobs now and every hour until `stop`, which waits for the ones that run. */
export function startHourly(
	database: Pick<Database, 'pool' | 'db'>,
	clock: Clock,
	jobs: readonly Job[]
): { stop(): Promise<void> } {
	const tick = async () => {
		try {
			await runJobs(database, jobs, clock());
		} catch (error) {
			log.warn({ code: (error as { code?: string }).code }, 'hourly jobs could not be run');
		}
	};
	let round = tick();
	const timer = setInterval(() => (round = round.then(tick)), hour).unref();
	return {
		stop: () => {
			clearInterval(timer);
			return round;
		}
	};
}
