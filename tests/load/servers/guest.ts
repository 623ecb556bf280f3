import pg from 'pg';
import { anonymous } from '#lib/access/actor.ts';
import { register } from '#lib/formats/events/registration/register.server.ts';
import { openDatabase } from '#lib/platform/db/database.server.ts';
import type { GuestsJob, GuestsReport } from '../harness/guests.ts';

/**
 * One of several processes through which people register for one date at the same time, all of its share at once, on
 * connections of its own. Beside it the least that a program without our rules would do: lock the row, count, note the
 * person, change it.
 */
const url = process.env['DATABASE_URL']!;

process.once('message', (job: GuestsJob) => void work(job));

async function work(job: GuestsJob): Promise<void> {
	const door = job.how === 'app' ? byTheApp(job) : bySql(job);
	await door.warmUp();
	process.send!('ready');
	process.once('message', async () => {
		const report: GuestsReport = { confirmed: 0, waiting: 0, errors: 0, ms: [] };
		await Promise.all(Array.from({ length: job.guests }, () => timed(report, door.one)));
		process.send!(report);
		await door.end();
	});
}

async function timed(report: GuestsReport, one: () => Promise<boolean>): Promise<void> {
	const start = performance.now();
	try {
		report[(await one()) ? 'confirmed' : 'waiting']++;
	} catch (error) {
		report.errors++;
		console.error(error);
	}
	report.ms.push(performance.now() - start);
}

function byTheApp({ eventId, dateId, kindId, connections }: GuestsJob) {
	const { db, pool, close } = openDatabase(url, connections);
	const input = {
		kindId,
		places: 1,
		waits: true,
		name: '',
		email: 'gast@example.org',
		organisation: '',
		guardian: false,
		locale: 'de'
	} as const;
	return {
		warmUp: () => connect(pool, connections),
		one: async () => {
			const clientKey = crypto.randomUUID();
			const at = { now: new Date(), origin: 'https://palaver.example' };
			const done = await register(db, anonymous, { eventId, dateId }, { ...input, clientKey }, at);
			return done.state === 'confirmed';
		},
		end: close
	};
}

function bySql({ connections }: GuestsJob) {
	const pool = new pg.Pool({ connectionString: url, max: connections });
	return {
		warmUp: () => connect(pool, connections),
		one: async () => {
			const client = await pool.connect();
			try {
				await client.query('begin');
				const { rows } = await client.query<{ free: number }>(
					'select capacity - taken as free from bench_quota for update'
				);
				const confirmed = rows[0]!.free >= 1;
				await client.query('insert into bench_guest (id, state) values ($1, $2)', [
					crypto.randomUUID(),
					confirmed ? 'confirmed' : 'waiting'
				]);
				if (confirmed) await client.query('update bench_quota set taken = taken + 1');
				await client.query('commit');
				return confirmed;
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
