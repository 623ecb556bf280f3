import { openSession } from '../fixture/session.ts';
import { jobFor, type BallotsJob } from './harness/ballots.ts';
import { startDatabase } from './harness/database.ts';
import { median, rounded } from './harness/numbers.ts';
import { findPgbench, pgbench } from './harness/pgbench.ts';
import { startApp, startServer, type Server } from './harness/server.ts';
import { voters, type VotersReport } from './harness/voters.ts';

/**
 * Ballots committed per second over HTTP, beside pgbench on the same PostgreSQL, beside the same app with one INSERT
 * per request, and 5,000 ballots at one instant beside a handler without a database.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const repeats = quick ? 1 : 5;
	const seconds = quick ? 1 : 4;
	const database = await startDatabase();
	const servers: Server[] = [];
	try {
		const session = await openSession(database.db);
		const app = await startApp(database.url);
		servers.push(app);
		const plain = await startServer('tests/load/servers/plain-ballots.ts', {
			DATABASE_URL: database.url
		});
		servers.push(plain);
		const bare = await startServer('tests/load/servers/bare-ballots.ts');
		servers.push(bare);
		const job = await jobFor(database, session);
		const rate = (server: Server, connections: number) =>
			voters({ ...job, port: server.port, mode: 'rate', connections, seconds });
		const program = findPgbench();
		await rate(app, 64); // caches, plans and the tables' first pages

		const rounds: Round[] = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			const app64 = await rate(app, 64);
			const direct = program ? await pgbench(program, database, seconds) : null;
			const app256 = await rate(app, 256);
			const plain64 = await rate(plain, 64);
			rounds.push({ app64, app256, plain64, direct });
			console.error(`round ${repeat + 1}: ${describe(rounds.at(-1)!)}`);
		}
		const burst = await bursts(job, app, bare, quick ? 1 : 5);
		return { ...figures(rounds), ...burst };
	} finally {
		for (const server of servers) await server.stop();
		await database.stop();
	}
}

type Round = {
	app64: VotersReport;
	app256: VotersReport;
	plain64: VotersReport;
	direct: number | null;
};

const perSecond = (report: VotersReport) => report.acknowledged / report.seconds;

function figures(rounds: Round[]): object {
	const of = (pick: (round: Round) => number) => median(rounds.map(pick));
	const measured = rounds.some(({ direct }) => direct !== null);
	return {
		perSecond64: Math.round(of(({ app64 }) => perSecond(app64))),
		perSecond256: Math.round(of(({ app256 }) => perSecond(app256))),
		plainPerSecond: Math.round(of(({ plain64 }) => perSecond(plain64))),
		pgbenchPerSecond: measured ? Math.round(of(({ direct }) => direct!)) : null,
		ratioPgbench: measured ? rounded(of(({ app64, direct }) => perSecond(app64) / direct!)) : null,
		...(!measured && { reason: 'no pgbench on this machine' }),
		ratioPlain: rounded(of(({ app64, plain64 }) => perSecond(app64) / perSecond(plain64))),
		p50ms: rounded(of(({ app64 }) => app64.p50ms)),
		p99ms: rounded(of(({ app64 }) => app64.p99ms)),
		refused: rounds.reduce((sum, { app64, app256 }) => sum + app64.refused + app256.refused, 0)
	};
}

function describe({ app64, app256, plain64, direct }: Round): string {
	const rates = [perSecond(app64), perSecond(app256), direct ?? NaN, perSecond(plain64)];
	const [at64, at256, pg, plain] = rates.map(Math.round);
	return `64: ${at64}/s (p99 ${app64.p99ms.toFixed(1)} ms), 256: ${at256}/s, pgbench ${pg}/s, plain ${plain}/s`;
}

async function bursts(
	job: BallotsJob,
	app: Server,
	bare: Server,
	repeats: number
): Promise<object> {
	const connections = 5000;
	const times: { app: number; bare: number; acknowledged: number }[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) {
		const ours = await voters({ ...job, port: app.port, mode: 'burst', connections });
		const theirs = await voters({ ...job, port: bare.port, mode: 'burst', connections });
		times.push({
			app: ours.seconds,
			bare: theirs.seconds,
			acknowledged: ours.acknowledged
		});
	}
	return {
		burst: Math.min(...times.map(({ acknowledged }) => acknowledged)),
		burstMs: Math.round(median(times.map(({ app }) => app)) * 1000),
		burstRatio: rounded(median(times.map(({ app, bare }) => app / bare)))
	};
}
