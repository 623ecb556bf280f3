import { sql } from 'kysely';
import type { AccountActor } from '#lib/access/actor.ts';
import { noFilter, type ApplicationFilter, type Cursor } from '#lib/formats/fund/review/filter.ts';
import {
	countStates,
	listApplications
} from '#lib/formats/fund/review/list-applications.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { fundRound, type TestFund } from '../fixture/fund.ts';
import { startDatabase } from './harness/database.ts';
import { median, percentile, rounded } from './harness/numbers.ts';

/** Round with so many applications. */
type Filled = Readonly<{ applications: number; fund: TestFund; middle: Cursor }>;

/** What the list is asked for: one page each. */
const views: Readonly<Record<string, Partial<ApplicationFilter>>> = {
	newest: {},
	oldest: { order: 'oldest' },
	largest: { order: 'sum' },
	state: { state: 'running' },
	stateBySum: { state: 'closed', order: 'sum' },
	body: { body: 'committee' },
	kind: { kind: 'provider' },
	place: { placeId: 'bielefeld-kesselbrink' },
	commonWord: { text: 'zusammen' },
	rareWord: { text: 'Drachenboot' },
	wordAndState: { text: 'Kochen', state: 'ready' },
	unknownWord: { text: 'gibt es nicht' },
	number: { text: '117' }
};

/**
 * How long the list of a round takes with 20,000 applications beside 200: first pages in each order and filter, searches,
 * a page from the middle, and the counts per state. `large` and `small` are the 95th percentiles in ms over everything,
 * `ratio` what lies between them.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const sizes = quick ? [200, 2_000] : [200, 20_000];
	const database = await startDatabase();
	try {
		const rounds: Filled[] = [];
		for (const size of sizes) rounds.push(await fill(database.db, size));
		await database.pool.query('vacuum analyze');
		const [small, large] = await timed(database.db, rounds, quick ? 10 : 60);
		return {
			applications: sizes[1],
			small: small!.p95,
			large: large!.p95,
			ratio: rounded(large!.p95 / small!.p95),
			medianRatio: rounded(large!.p50 / small!.p50),
			cases: Object.fromEntries(
				Object.keys(small!.each).map((view) => [
					view,
					{ small: small!.each[view], large: large!.each[view] }
				])
			)
		};
	} finally {
		await database.stop();
	}
}

/** As years of a fund would leave it: most are over, few are in work, every hundredth is told apart by a rare word. */
async function fill(db: Db, applications: number): Promise<Filled> {
	const fund = await fundRound(db);
	await sql`
		insert into fund_applications (activity_id, number, state, version, rules, applicant_kind, applicant_name, title,
			summary, place_id, total_cents, asked_cents, submitted_on)
		select r.activity_id, n,
			(array['submitted', 'inReview', 'ready', 'running', 'running', 'closed', 'closed', 'closed', 'closed', 'withdrawn'])[1 + n % 10],
			1, r.rules, (array['group', 'association', 'association', 'provider'])[1 + n % 4],
			'Gruppe ' || md5(n::text),
			case when n % 100 = 17 then 'Drachenboot ' || n when n % 3 = 0 then 'Kochen auf dem Platz ' || n else 'Fest im Hof ' || n end,
			'Wir tun jeden Monat etwas zusammen. ' || repeat(md5((n * 7)::text) || ' ', 6),
			(array['bielefeld-mitte', 'bielefeld-kesselbrink', 'bielefeld-mitte'])[1 + n % 3],
			100000 + (n * 7919) % 200000, 90000 + (n * 7919) % 200000, date '2025-01-01' + n % 365
		from fund_rounds r, generate_series(1, ${applications}) n
		where r.activity_id = ${fund.activityId}`.execute(db);
	// The reader has declared some conflicts, as happens.
	const { accountId } = fund.office as AccountActor;
	await sql`
		insert into fund_conflicts (application_id, account_id)
		select id, ${accountId}::uuid from fund_applications
		where activity_id = ${fund.activityId} and number % 1000 = 3`.execute(db);
	const { sequence } = await db
		.selectFrom('fundApplications')
		.select('sequence')
		.where('activityId', '=', fund.activityId)
		.where('number', '=', applications / 2)
		.executeTakeFirstOrThrow();
	return { applications, fund, middle: { way: 'after', sum: 0, sequence: Number(sequence) } };
}

type Times = { p50: number; p95: number; each: Record<string, number> };

/** Rounds take turns, so that whatever else the machine does meets both alike. The first turns only warm up. */
async function timed(db: Db, rounds: readonly Filled[], repeats: number): Promise<Times[]> {
	const samples = rounds.map(() => new Map<string, number[]>());
	for (let repeat = -3; repeat < repeats; repeat++)
		for (const [index, { fund, middle }] of rounds.entries())
			for (const [name, work] of Object.entries(worksOf(db, fund, middle))) {
				const start = performance.now();
				await work();
				if (repeat < 0) continue;
				const all = samples[index]!.get(name) ?? [];
				samples[index]!.set(name, [...all, performance.now() - start]);
			}
	return samples.map((byName) => {
		const all = [...byName.values()].flat();
		return {
			p50: rounded(median(all)),
			p95: rounded(percentile(all, 0.95)),
			each: Object.fromEntries(
				[...byName].map(([name, times]) => [name, rounded(percentile(times, 0.95))])
			)
		};
	});
}

function worksOf(
	db: Db,
	{ office, activityId }: TestFund,
	middle: Cursor
): Record<string, () => Promise<unknown>> {
	const list = (filter: Partial<ApplicationFilter>, cursor: Cursor | null = null) =>
		listApplications(db, office, activityId, { ...noFilter, ...filter }, cursor);
	return {
		...Object.fromEntries(
			Object.entries(views).map(([name, filter]) => [name, () => list(filter)])
		),
		middle: () => list({}, middle),
		counts: () => countStates(db, office, activityId)
	};
}
