import pg from 'pg';
import type { AccountActor } from '#lib/access/actor.ts';
import { decideApplication } from '#lib/formats/fund/decide/decide.server.ts';
import { openDatabase } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import type { DecidersJob, DecidersReport } from '../harness/deciders.ts';

/**
 * One of several processes that decide about one pot at the same time, all of its share at once, on connections of its
 * own. Beside it the least that a program without our rules would do: lock the row, count, change it, note it.
 */
const url = process.env['DATABASE_URL']!;

process.once('message', (job: DecidersJob) => void work(job));

async function work(job: DecidersJob): Promise<void> {
	const decide = job.how === 'app' ? byTheApp(job) : bySql(job);
	await decide.warmUp();
	process.send!('ready');
	process.once('message', async () => {
		const report: DecidersReport = { granted: 0, refused: 0, deadlocks: 0, ms: [] };
		await Promise.all(job.ids.map((id) => timed(report, () => decide.one(id))));
		process.send!(report);
		await decide.end();
	});
}

async function timed(report: DecidersReport, one: () => Promise<boolean>): Promise<void> {
	const start = performance.now();
	try {
		report[(await one()) ? 'granted' : 'refused']++;
	} catch (error) {
		if ((error as { code?: string }).code !== '40P01') throw error;
		report.deadlocks++;
	}
	report.ms.push(performance.now() - start);
}

function byTheApp({ actor, cents, connections }: DecidersJob) {
	const { db, pool, close } = openDatabase(url, connections);
	// Places travel as a list: a set is nothing in JSON.
	const office: AccountActor = {
		...actor,
		grants: actor.grants.map(({ role, places }) => ({ role, places: new Set(places) }))
	};
	const decision = {
		outcome: 'granted',
		body: 'office',
		grantedCents: cents,
		paper: '',
		reason: '',
		conditions: '',
		revision: 0
	} as const;
	return {
		warmUp: () => connect(pool, connections),
		one: async (id: string) => {
			try {
				await decideApplication(db, office, id, decision, new Date());
				return true;
			} catch (error) {
				if (error instanceof Refusal && error.reason === 'pot_exhausted') return false;
				throw error;
			}
		},
		end: close
	};
}

function bySql({ cents, connections }: DecidersJob) {
	const pool = new pg.Pool({ connectionString: url, max: connections });
	return {
		warmUp: () => connect(pool, connections),
		one: async (id: string) => {
			const client = await pool.connect();
			try {
				await client.query('begin');
				const { rows } = await client.query<{ free: number }>(
					'select (amount - committed)::float8 as free from bench_pot for update'
				);
				const granted = rows[0]!.free >= cents;
				if (granted) {
					await client.query('update bench_pot set committed = committed + $1', [cents]);
					await client.query('insert into bench_ledger (application, cents) values ($1, $2)', [
						id,
						cents
					]);
				}
				await client.query('commit');
				return granted;
			} finally {
				client.release();
			}
		},
		end: () => pool.end()
	};
}

/** All connections stand before the clock starts. */
async function connect(pool: pg.Pool, connections: number): Promise<void> {
	const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
	for (const client of clients) client.release();
}
