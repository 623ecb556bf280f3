import { randomBytes } from 'node:crypto';
import { readState } from '#lib/formats/live/live-snapshot.server.ts';
import { openLookupDatabase } from '#lib/platform/db/database.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { choiceOf, openSession, type OpenSession } from '../fixture/session.ts';
import { whatIsMissing } from '../fixture/live-session.ts';
import { startDatabase, type BenchDatabase } from './harness/database.ts';
import { median, rounded } from './harness/numbers.ts';

/**
 * Cost of one snapshot with a thousand and with a million ballots, in ms: for a choice of three, and for free texts of
 * which no two are alike, where there are as many counts as ballots.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const many = quick ? 50_000 : 1_000_000;
	const repeats = quick ? 51 : 301;
	const database = await startDatabase();
	const lookup = openLookupDatabase(database.url, 1);
	try {
		const sizes = [1000, many];
		const choices = await sessions(database, sizes, 'choice');
		const texts = await sessions(database, sizes, 'text');
		await database.pool.query('vacuum analyze');
		const cost = (session: OpenSession) =>
			timed(() => readState(lookup.pool, session.activityId, questionType));
		const [small, large] = await interleaved(
			choices.map((session) => () => cost(session)),
			repeats
		);
		const [smallTexts, largeTexts] = await interleaved(
			texts.map((session) => () => cost(session)),
			repeats
		);
		return {
			ballots: many,
			small: rounded(small!, 3),
			large: rounded(large!, 3),
			ratio: rounded(large! / small!),
			textsSmall: rounded(smallTexts!, 3),
			textsLarge: rounded(largeTexts!, 3),
			textsRatio: rounded(largeTexts! / smallTexts!)
		};
	} finally {
		await lookup.close();
		await database.stop();
	}
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** Medians; taking turns, so that whatever else the machine does meets all alike. */
async function interleaved(work: (() => Promise<number>)[], repeats: number): Promise<number[]> {
	const times = work.map((): number[] => []);
	for (let repeat = 0; repeat < repeats; repeat++)
		for (const [index, measure] of work.entries()) times[index]!.push(await measure());
	return times.map(median);
}

/** Revealed sessions with so many ballots each. */
async function sessions(
	database: BenchDatabase,
	sizes: readonly number[],
	kind: 'choice' | 'text'
): Promise<OpenSession[]> {
	const opened: OpenSession[] = [];
	for (const size of sizes) {
		const question = kind === 'choice' ? choiceOf(['bank', 'baum', 'licht']) : whatIsMissing;
		const session = await openSession(database.db, { questions: [question] });
		await fill(database, session.roundId, size, kind);
		await session.press('reveal');
		opened.push(session);
	}
	return opened;
}

async function fill(
	{ pool }: BenchDatabase,
	roundId: string,
	size: number,
	kind: 'choice' | 'text'
): Promise<void> {
	const step = 20_000;
	for (let done = 0; done < size; done += step) {
		const rows = Math.min(step, size - done);
		const answers = Array.from({ length: rows }, (_, index) =>
			kind === 'choice' ? ['bank', 'baum', 'licht'][index % 3] : `Es fehlt ${done + index}`
		);
		await pool.query(
			`insert into ballots select $1, p, to_jsonb(a), array['*', a] from unnest($2::bytea[], $3::text[]) t(p, a)`,
			[roundId, answers.map(() => randomBytes(32)), answers]
		);
	}
}
