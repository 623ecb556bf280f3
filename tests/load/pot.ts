import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import { applied, fundRound } from '../fixture/fund.ts';
import type { BenchDatabase } from './harness/database.ts';
import { deciders, type DecidersJob, type DecidersReport } from './harness/deciders.ts';
import { givenDatabase } from './harness/given-database.ts';
import { median, percentile, rounded } from './harness/numbers.ts';

const processes = 4;
const connections = 10;
const cents = 10_000;

/**
 * 200 decisions at one instant from four processes on a pot that has money for 150 of them, beside the same with plain
 * SQL: a transaction that locks the pot's row, counts, changes it and notes it in a table without rules. A decision of
 * ours also checks rights and workflow, keeps the sums of application and pot by trigger, and writes plan, chronicle
 * and audit trail.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const attempts = quick ? 40 : 200;
	const repeats = quick ? 1 : 5;
	const database = await givenDatabase();
	try {
		const rounds: Round[] = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			const app = await byTheApp(database, attempts);
			const sql = await bySql(database, attempts);
			rounds.push({ app, sql });
			console.error(`round ${repeat + 1}: ${describe(rounds.at(-1)!, attempts)}`);
		}
		return figures(rounds, attempts);
	} finally {
		await database.stop();
	}
}

type Report = DecidersReport & { seconds: number };
type Round = { app: Report & { overspentCents: number; unexplainedCents: number }; sql: Report };

async function byTheApp({ db, url }: BenchDatabase, attempts: number): Promise<Round['app']> {
	const fund = await fundRound(db, { potCents: cents * attempts * 0.75 });
	const ids: string[] = [];
	for (let i = 0; i < attempts; i++)
		ids.push((await applied(db, fund, { askedCents: cents })).applicationId);
	const report = await deciders(url, processes, { ...jobOf(fund.office), how: 'app', ids });
	const { amountCents, committedCents } = await potSubject(db, fund.potId);
	return {
		...report,
		overspentCents: Math.max(0, committedCents - amountCents),
		unexplainedCents: committedCents - report.granted * cents
	};
}

async function bySql({ pool, url }: BenchDatabase, attempts: number): Promise<Report> {
	await pool.query(`drop table if exists bench_pot, bench_ledger`);
	await pool.query(`create table bench_pot (amount bigint, committed bigint not null default 0)`);
	await pool.query(`create table bench_ledger (application uuid primary key, cents bigint)`);
	await pool.query(`insert into bench_pot (amount) values ($1)`, [cents * attempts * 0.75]);
	const ids = Array.from({ length: attempts }, () => crypto.randomUUID());
	return deciders(url, processes, { ...jobOf(), how: 'sql', ids });
}

function jobOf(office?: Awaited<ReturnType<typeof fundRound>>['office']) {
	const nobody = {
		kind: 'account',
		accountId: '',
		displayName: '',
		secondFactor: false,
		grants: [],
		organisations: []
	} as const;
	const { grants, ...actor } = office ?? nobody;
	const listed = grants.map(({ role, places }) => ({ role, places: [...places] }));
	return { cents, connections, actor: { ...actor, grants: listed } } satisfies Partial<DecidersJob>;
}

function figures(rounds: readonly Round[], attempts: number): object {
	const sum = (of: (round: Round) => number) => rounds.reduce((all, one) => all + of(one), 0);
	const rate = ({ seconds }: Report) => attempts / seconds;
	return {
		attempts,
		repeats: rounds.length,
		granted: Math.max(...rounds.map(({ app }) => app.granted)),
		refused: Math.min(...rounds.map(({ app }) => app.refused)),
		overspent: sum(({ app }) => app.overspentCents),
		unexplained: sum(({ app }) => Math.abs(app.unexplainedCents)),
		deadlocks: sum(({ app }) => app.deadlocks),
		decisionsPerSecond: Math.round(median(rounds.map(({ app }) => rate(app)))),
		sqlPerSecond: Math.round(median(rounds.map(({ sql }) => rate(sql)))),
		ratioSql: rounded(median(rounds.map(({ app, sql }) => rate(app) / rate(sql)))),
		p95ms: rounded(median(rounds.map(({ app }) => percentile(app.ms, 0.95)))),
		sqlP95ms: rounded(median(rounds.map(({ sql }) => percentile(sql.ms, 0.95))))
	};
}

const describe = ({ app, sql }: Round, attempts: number): string =>
	`${Math.round(attempts / app.seconds)} decisions/s, ${app.granted} granted, ` +
	`${app.deadlocks} deadlocks; plain SQL ${Math.round(attempts / sql.seconds)}/s`;
