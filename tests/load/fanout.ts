import { setTimeout as pause } from 'node:timers/promises';
import { openSession, type OpenSession } from '../fixture/session.ts';
import { startDatabase, type BenchDatabase } from './harness/database.ts';
import { jobFor, type BallotsJob } from './harness/ballots.ts';
import { median, percentile, rounded } from './harness/numbers.ts';
import { startApp, startServer, type Server } from './harness/server.ts';
import { subscribe, type Subscribers, type SubscribersReport } from './harness/subscribers.ts';
import { voters, type VotersReport } from './harness/voters.ts';

/**
 * Many subscribers while 500 votes per second arrive: time from the acknowledged commit to the subscriber, whether all
 * end on the exact tally, memory per subscriber, and processor time per frame beside a bare node:http stream and
 * socket.io that take the same votes (over HTTP, kept in memory) and send the same states at the same pace.
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const only = args.indexOf('--subscribers');
	const sizes = only >= 0 ? [Number(args[only + 1])] : quick ? [500] : [2000, 10_000];
	const plan = { seconds: quick ? 2 : 8, repeats: quick ? 1 : 3 };
	const database = await startDatabase();
	try {
		const results: Record<string, object> = {};
		for (const size of sizes) results[size] = await measure(database, size, plan);
		const largest = sizes.at(-1)!;
		return {
			subscribers: largest,
			...results[largest],
			...(sizes.length > 1 && { at2000: results[2000] })
		};
	} finally {
		await database.stop();
	}
}

type Plan = { seconds: number; repeats: number };
type AppRound = {
	p95ms: number;
	exact: boolean;
	kbPerSubscriber: number;
	cpuPerFrame: number;
	/** What was sent, and the votes that made it. */
	states: string[];
	votes: PacedVotes;
};
type PacedVotes = BallotsJob & { seconds: number };

async function measure(database: BenchDatabase, count: number, plan: Plan): Promise<object> {
	const apps: AppRound[] = [];
	const ratios: { bare: number; socketIo: number }[] = [];
	for (let repeat = 0; repeat < plan.repeats; repeat++) {
		const app = await appRound(database, count, plan.seconds);
		const bare = await replay('tests/load/servers/bare-stream.ts', 'sse', count, app);
		const io = await replay('tests/load/servers/socket-io.ts', 'socket.io', count, app);
		apps.push(app);
		ratios.push({ bare: app.cpuPerFrame / bare, socketIo: app.cpuPerFrame / io });
		console.error(
			`${count}: p95 ${app.p95ms.toFixed(0)} ms, ${app.kbPerSubscriber.toFixed(1)} kB, µs per frame ${[app.cpuPerFrame, bare, io].map((ms) => (ms * 1000).toFixed(1)).join(', ')}`
		);
	}
	return {
		p95ms: Math.round(median(apps.map(({ p95ms }) => p95ms))),
		exact: apps.every(({ exact }) => exact),
		kbPerSubscriber: rounded(median(apps.map(({ kbPerSubscriber }) => kbPerSubscriber)), 1),
		cpuRatioBare: rounded(median(ratios.map(({ bare }) => bare))),
		cpuRatioSocketIo: rounded(median(ratios.map(({ socketIo }) => socketIo)))
	};
}

/** The processor time includes the snapshots and the way to the database, which the servers to compare with do not have. */
async function appRound(
	database: BenchDatabase,
	count: number,
	seconds: number
): Promise<AppRound> {
	const app = await startApp(database.url);
	try {
		const warmUp = await openSession(database.db);
		await vote(app, { ...(await jobFor(database, warmUp)), seconds: 2 });
		const session = await openSession(database.db);
		await session.press('reveal');
		const empty = app.memory();
		const subscribers = await subscribe({
			port: app.port,
			kind: 'sse',
			path: `/api/v1/live/${session.code}/stream`,
			count,
			sampleEvery: Math.ceil(count / 200)
		});
		try {
			await subscribers.reset();
			const used = app.cpu();
			const job = { ...(await jobFor(database, session)), seconds };
			const votes = await vote(app, job);
			await settled(subscribers);
			const seen = await subscribers.report();
			return {
				p95ms: delay(votes, seen),
				exact: await allHave(app, session, seen, count),
				kbPerSubscriber: (app.memory() - empty) / 1024 / count,
				cpuPerFrame: (app.cpu() - used) / seen.frames,
				states: seen.recorded,
				votes: job
			};
		} finally {
			subscribers.close();
		}
	} finally {
		await app.stop();
	}
}

function vote({ port }: Server, votes: PacedVotes): Promise<VotersReport> {
	return voters({ ...votes, port, mode: 'paced', connections: 64, perSecond: 500 });
}

/** Waits until no frame has arrived for half a second. */
async function settled(subscribers: Subscribers): Promise<void> {
	for (let before = -1; ;) {
		await pause(500);
		const { frames } = await subscribers.report();
		if (frames === before) return;
		before = frames;
	}
}

/** The j-th acknowledged vote is seen with the first frame that tells of at least j. */
function delay(votes: VotersReport, { samples }: SubscribersReport): number {
	const acknowledged = votes.acknowledgedAt.toSorted((a, b) => a - b);
	const delays = samples.flatMap((frames) => {
		let frame = 0;
		return acknowledged.map((at, index) => {
			while (frame < frames.length && frames[frame]![1] < index + 1) frame++;
			return frame < frames.length ? Math.max(0, frames[frame]![0] - at) : Infinity;
		});
	});
	return percentile(delays, 0.95);
}

async function allHave(
	app: Server,
	session: OpenSession,
	{ last }: SubscribersReport,
	count: number
): Promise<boolean> {
	const state = await (await fetch(`${app.origin}/api/v1/live/${session.code}`)).text();
	return last[state] === count;
}

/** Processor time per frame of a server that takes these votes and sends these states, five a second. */
async function replay(
	script: string,
	kind: 'sse' | 'socket.io',
	count: number,
	{ states, votes }: Pick<AppRound, 'states' | 'votes'>
): Promise<number> {
	const server = await startServer(script);
	try {
		const subscribers = await subscribe({
			port: server.port,
			kind,
			path: '/',
			count,
			sampleEvery: count
		});
		try {
			await subscribers.reset();
			const used = server.cpu();
			const voting = vote(server, votes);
			for (const state of states) {
				await fetch(server.origin, { method: 'POST', body: state });
				await pause(200);
			}
			await voting;
			await settled(subscribers);
			const { frames } = await subscribers.report();
			return (server.cpu() - used) / frames;
		} finally {
			subscribers.close();
		}
	} finally {
		await server.stop();
	}
}
