import { localDay } from '#lib/platform/local-time.ts';
import { ticketed } from '../fixture/event-registration.ts';
import { eventSeries } from '../fixture/events.ts';
import type { BenchDatabase } from './harness/database.ts';
import { givenDatabase } from './harness/given-database.ts';
import { guests, type GuestsReport } from './harness/guests.ts';
import { median, percentile, rounded } from './harness/numbers.ts';

const processes = 2;
const connections = 10;

/**
 * 500 people want the last 50 places of a date at one instant, through two processes, beside the same with plain SQL: a
 * transaction that locks the quota's row, counts, notes the person and changes it. A registration of ours also checks
 * event, date and kind of ticket, keeps the line by trigger, and writes receipt, mail and audit trail.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const people = quick ? 100 : 500;
	const repeats = quick ? 1 : 5;
	const database = await givenDatabase();
	try {
		const rounds: Round[] = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			const app = await byTheApp(database, people);
			const sql = await bySql(database, people);
			rounds.push({ app, sql });
			console.error(`round ${repeat + 1}: ${describe(rounds.at(-1)!, people)}`);
		}
		return figures(rounds, people);
	} finally {
		await database.stop();
	}
}

const places = (people: number) => people / 10;

type Report = GuestsReport & { seconds: number };
type Round = { app: Report & { overtaken: number; miscounted: number }; sql: Report };

async function byTheApp({ db, url }: BenchDatabase, people: number): Promise<Round['app']> {
	const day = localDay(new Date(Date.now() + 20 * 86_400_000));
	const series = await eventSeries(db, {
		...{ kind: 'running', firstDay: '2026-01-01', lastDay: null, hostsUntil: null },
		...{ startsAt: new Date('2025-12-31T23:00:00Z'), endsAt: null }
	});
	const quotas = [{ key: 1, capacity: places(people) }];
	const content = { startsLocal: `${day}T15:00` };
	const on = await ticketed(db, series, { quotas }, { content, now: new Date() });
	const { eventId, dateId, kindIds } = on;
	const report = await guests(url, processes, {
		...{ how: 'app', guests: people, connections, eventId, dateId, kindId: kindIds[0]! }
	});
	return { ...report, ...(await inTheDatabase(db, dateId)) };
}

/** Places that went to somebody behind one who waits, and by how much the counters differ from a recount. */
async function inTheDatabase(
	db: BenchDatabase['db'],
	dateId: string
): Promise<{ overtaken: number; miscounted: number }> {
	const rows = await db
		.selectFrom('eventRegistrations')
		.select('state')
		.where('dateId', '=', dateId)
		.orderBy('position')
		.execute();
	const firstWaiting = rows.findIndex(({ state }) => state === 'waiting');
	const count = (state: string) => rows.filter((row) => row.state === state).length;
	const line = await db
		.selectFrom('eventDateQuotas')
		.select(['confirmed', 'waiting'])
		.where('dateId', '=', dateId)
		.executeTakeFirstOrThrow();
	return {
		overtaken: rows.slice(firstWaiting).filter(({ state }) => state === 'confirmed').length,
		miscounted:
			Math.abs(line.confirmed - count('confirmed')) + Math.abs(line.waiting - count('waiting'))
	};
}

async function bySql({ pool, url }: BenchDatabase, people: number): Promise<Report> {
	await pool.query('drop table if exists bench_quota, bench_guest');
	await pool.query('create table bench_quota (capacity integer, taken integer not null default 0)');
	await pool.query(
		`create table bench_guest (id uuid primary key, position bigint generated always as identity, state text)`
	);
	await pool.query('insert into bench_quota (capacity) values ($1)', [places(people)]);
	return guests(url, processes, {
		...{ how: 'sql', guests: people, connections, eventId: '', dateId: '', kindId: '' }
	});
}

function figures(rounds: readonly Round[], people: number): object {
	const sum = (of: (round: Round) => number) => rounds.reduce((all, one) => all + of(one), 0);
	const rate = ({ seconds }: Report) => people / seconds;
	const confirmed = rounds.map(({ app }) => app.confirmed);
	return {
		people,
		places: places(people),
		repeats: rounds.length,
		confirmedLeast: Math.min(...confirmed),
		confirmedMost: Math.max(...confirmed),
		waiting: Math.min(...rounds.map(({ app }) => app.waiting)),
		overtaken: sum(({ app }) => app.overtaken),
		miscounted: sum(({ app }) => app.miscounted),
		errors: sum(({ app }) => app.errors),
		registrationsPerSecond: Math.round(median(rounds.map(({ app }) => rate(app)))),
		sqlPerSecond: Math.round(median(rounds.map(({ sql }) => rate(sql)))),
		ratioSql: rounded(median(rounds.map(({ app, sql }) => rate(app) / rate(sql)))),
		p95ms: rounded(median(rounds.map(({ app }) => percentile(app.ms, 0.95)))),
		sqlP95ms: rounded(median(rounds.map(({ sql }) => percentile(sql.ms, 0.95))))
	};
}

const describe = ({ app, sql }: Round, people: number): string =>
	`${Math.round(people / app.seconds)} registrations/s, ${app.confirmed} confirmed, ` +
	`${app.waiting} waiting, ${app.errors} errors; plain SQL ${Math.round(people / sql.seconds)}/s`;
