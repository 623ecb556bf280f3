import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shareControl } from '#lib/formats/live/control-links.server.ts';
import { howWellInvolved, liveSession, useOfTheSquare } from '../fixture/live-session.ts';
import { whatFirst } from '../fixture/question-types.ts';
import type { BenchDatabase } from './harness/database.ts';
import { givenDatabase } from './harness/given-database.ts';
import { median, percentile, rounded } from './harness/numbers.ts';
import { startApp, startServer, type Server } from './harness/server.ts';
import { answersOf, type Recorded } from './harness/room/answers.ts';
import { openStage, press } from './harness/room/moderator.ts';
import { startPhones, type Arrived, type Told, type Voted } from './harness/room/phones.ts';
import { recount } from './harness/room/recount.ts';

/**
 * A hall at the same moment: so many phones open the link at once, join and follow; three questions, opened and shown by a
 * moderator at the control page; all vote at the same instant; a fifth of the phones lose their connections once, at a random
 * moment. Beside it a bare node:http server that takes the same requests and keeps the votes in memory. It answers with what
 * the app answered: each state, but page and view as they were in the lobby, which are smaller than those with a question or
 * a result; so what the app needs beyond it is rather a little too much. A lost or doubled vote ends with another status than 0.
 */
export async function run(args: string[]): Promise<object> {
	const { values } = parseArgs({
		args,
		options: {
			phones: { type: 'string' },
			repeats: { type: 'string' },
			quick: { type: 'boolean' }
		}
	});
	const phones = Number(values.phones ?? (values.quick ? 100 : 1000));
	const repeats = Number(values.repeats ?? (values.quick ? 1 : 5));
	const database = await givenDatabase();
	try {
		const rounds: Round[] = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			rounds.push(await both(database, phones));
			console.error(`${repeat + 1}: ${described(rounds.at(-1)!)}`);
		}
		if (rounds.some(({ app }) => app.lost > 0 || app.doubled > 0)) process.exitCode = 1;
		return figures(rounds, phones);
	} finally {
		await database.stop();
	}
}

const asked = [
	{ question: useOfTheSquare, answers: [['sport'], ['market'], ['rest'], ['none']] },
	{ question: howWellInvolved, answers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 'dontKnow'] },
	{
		question: whatFirst,
		answers: [['shade'], ['shade', 'water'], ['water', 'benches', 'shade'], ['toilets', 'water']]
	}
];

/** What one hall took. */
type Hall = {
	arrived: Arrived;
	votes: Voted[];
	/** Of each question the longest from an acknowledgement to the stage that has the vote, in ms. */
	lastVoteMs: number[];
	/** From the moderator's press to the last phone that has the question, in ms. */
	openedMs: number[];
	told: Told;
	/** Processor time of the server, in ms. */
	cpu: { join: number; votes: number; all: number };
	/** Resident memory in bytes, before anybody came and at most. */
	rss: { empty: number; most: number };
	/** From the first phone to the last command, in ms. */
	tookMs: number;
};

type Round = {
	app: Hall & { lost: number; doubled: number; ghosts: number };
	bare: Hall;
};

async function both(database: BenchDatabase, phones: number): Promise<Round> {
	const { db } = database;
	const session = await liveSession(db, { questions: asked.map(({ question }) => question) });
	await session.press('start');
	const { code, activityId, moderator } = session;
	const { key } = await shareControl(db, moderator, activityId, new Date());
	const app = await startApp(database.url);
	let recorded: Recorded;
	let inApp: Hall;
	try {
		recorded = await answersOf(app.origin, code);
		inApp = await hall(app, { code, key, phones, files: recorded.loads, recorded });
	} finally {
		await app.stop();
	}
	const counted = await recount(db, activityId, inApp.told);
	const bare = await beside(recorded, (server) =>
		hall(server, { code, key, phones, files: recorded.loads, recorded: null })
	);
	return { app: { ...inApp, ...counted }, bare };
}

/** Runs a hall at the bare server, which answers with what the app answered. */
async function beside(recorded: Recorded, run: (server: Server) => Promise<Hall>): Promise<Hall> {
	const folder = mkdtempSync(join(tmpdir(), 'palaver-room-'));
	const file = join(folder, 'answers.json');
	writeFileSync(file, JSON.stringify({ files: recorded.files, states: recorded.states }));
	const server = await startServer('tests/load/servers/bare-room.ts', { ANSWERS: file });
	try {
		return await run(server);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true });
	}
}

type Evening = {
	code: string;
	/** Of the control link. */
	key: string;
	phones: number;
	files: readonly string[];
	/** Where states and views are kept for the server to compare with. */
	recorded: Recorded | null;
};

async function hall(server: Server, evening: Evening): Promise<Hall> {
	const { code, phones: count, files, recorded } = evening;
	const empty = server.memory();
	const stage = await openStage(server.port, code);
	const phones = startPhones({
		...{ port: server.port, code, files, count },
		...{ losing: Math.round(count / 5), votes: asked.length }
	});
	let most = empty;
	const watching = setInterval(() => (most = Math.max(most, server.memory())), 50);
	try {
		await phones.tell();
		const start = performance.now();
		const cpuBefore = server.cpu();
		const arrived = await phones.arrive();
		const cpuJoined = server.cpu();
		const votes: Voted[] = [];
		const lastVoteMs: number[] = [];
		const openedMs: number[] = [];
		let cpuVotes = 0;
		let version = stage.newest().version;
		recorded?.states.push(JSON.stringify(stage.newest()));
		const say = async (command: 'next' | 'close' | 'reveal') => {
			const pressed = performance.now();
			version = await press(server.origin, code, { key: evening.key, command, version });
			const { snapshot } = await stage.shows((state) => state.version >= version);
			await phones.shown(version);
			recorded?.states.push(JSON.stringify(snapshot));
			return performance.now() - pressed;
		};
		for (const { answers } of asked) {
			openedMs.push(await say('next'));
			const before = server.cpu();
			const voted = await phones.vote(answers);
			await stage.shows((state) => state.version === version && state.question!.ballots >= count);
			cpuVotes += server.cpu() - before;
			votes.push(voted);
			lastVoteMs.push(stage.slowest(version, voted.acknowledgedAt));
			await say('close');
			await say('reveal');
		}
		return {
			arrived,
			votes,
			lastVoteMs,
			openedMs,
			told: await phones.tell(),
			cpu: { join: cpuJoined - cpuBefore, votes: cpuVotes, all: server.cpu() - cpuBefore },
			rss: { empty, most },
			tookMs: performance.now() - start
		};
	} finally {
		clearInterval(watching);
		stage.close();
		phones.close();
	}
}

const joinMs = ({ arrived }: Hall) => Math.max(...arrived.ms);
const ackMs = ({ votes }: Hall) => votes.map(({ ms }) => Math.max(...ms));
const lostAckMs = ({ votes }: Hall) => votes.flatMap(({ lostMs }) => lostMs);

function figures(rounds: readonly Round[], phones: number): object {
	const apps = rounds.map(({ app }) => app);
	const middle = (of: (hall: Hall) => number) => Math.round(median(apps.map(of)));
	const ratio = (of: (hall: Hall) => number) =>
		rounded(median(rounds.map(({ app, bare }) => of(app) / of(bare))));
	const sum = (of: (app: Round['app']) => number) => apps.reduce((all, app) => all + of(app), 0);
	const allAck = (hall: Hall) => median(ackMs(hall));
	return {
		phones,
		repeats: rounds.length,
		joinMs: middle(joinMs),
		joinMostMs: Math.round(Math.max(...apps.map(joinMs))),
		/** Of those whose connection broke meanwhile. */
		joinAfterLossMs: Math.round(Math.max(...apps.flatMap(({ arrived }) => arrived.lostMs))),
		allAckMs: Math.round(median(apps.flatMap(ackMs))),
		allAckMostMs: Math.round(Math.max(...apps.flatMap(ackMs))),
		ackAfterLossMs: Math.round(Math.max(...apps.flatMap(lostAckMs))),
		cutOff: sum(({ votes }) => votes.reduce((all, { cutOff }) => all + cutOff, 0)),
		lost: sum(({ lost }) => lost),
		doubled: sum(({ doubled }) => doubled),
		refused: sum(({ told }) => told.refused.length),
		ghosts: sum(({ ghosts }) => ghosts),
		lastVoteP95ms: Math.round(
			percentile(
				apps.flatMap(({ lastVoteMs }) => lastVoteMs),
				0.95
			)
		),
		openedMs: Math.round(median(apps.flatMap(({ openedMs }) => openedMs))),
		rssMb: middle(({ rss }) => rss.most / 2 ** 20),
		rssEmptyMb: middle(({ rss }) => rss.empty / 2 ** 20),
		cpuMs: middle(({ cpu }) => cpu.all),
		cpuJoinMs: middle(({ cpu }) => cpu.join),
		cpuVotesMs: middle(({ cpu }) => cpu.votes),
		phonesCpuMs: middle(({ told }) => told.cpuMs),
		tookMs: middle(({ tookMs }) => tookMs),
		bareJoinMs: Math.round(median(rounds.map(({ bare }) => joinMs(bare)))),
		bareAllAckMs: Math.round(median(rounds.flatMap(({ bare }) => ackMs(bare)))),
		ratioJoin: ratio(joinMs),
		ratioAllAck: ratio(allAck),
		ratioCpu: ratio(({ cpu }) => cpu.all)
	};
}

const described = ({ app, bare }: Round): string =>
	[
		`in after ${Math.round(joinMs(app))} ms (bare ${Math.round(joinMs(bare))})`,
		`all acknowledged ${ackMs(app).map(Math.round).join(', ')} (bare ${ackMs(bare).map(Math.round).join(', ')})`,
		`on the stage ${app.lastVoteMs.map(Math.round).join(', ')}`,
		`${app.lost} lost, ${app.doubled} doubled`,
		`${Math.round(app.rss.most / 2 ** 20)} MB, processor ${Math.round(app.cpu.all)} ms, phones ${Math.round(app.told.cpuMs)}`
	].join('; ');
