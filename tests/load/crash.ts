import { setTimeout as pause } from 'node:timers/promises';
import { participantOf, tokenKey } from '#lib/core/activities/participant-token.server.ts';
import { openDatabase, type Database } from '#lib/platform/db/database.server.ts';
import {
	runningEmbeddedUrl,
	startEmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';
import { choiceOf } from '../fixture/session.ts';
import { killableHouse, type KillableHouse } from './harness/killable-house.ts';
import { moderated, type Moderated } from './harness/moderated.ts';
import { rounded } from './harness/numbers.ts';
import { callUntilAnswered, connections } from './harness/phone.ts';

const phones = 24;
const options = ['bank', 'baum', 'licht'];

/**
 * Kills the app and PostgreSQL by turns (kill -9) while phones vote over HTTP, then looks whether every ballot that was
 * acknowledged is there, once and as it was cast. The phones are told nothing: they try again.
 */
export async function run(args: string[]): Promise<object> {
	const kills = args.includes('--quick') ? 2 : 40;
	const house = await killableHouse();
	try {
		await house.start();
		const session = await openSession(house);
		const votes = voteAllTheTime(house, session);
		const outages = await killByTurns(house, votes, kills);
		await votes.stop();
		await house.stop();
		return {
			kills,
			acknowledged: votes.acknowledged.size,
			...(await compare(house, session, votes.acknowledged)),
			recoveredSeconds: rounded(Math.max(...outages) / 1000)
		};
	} finally {
		await house.stop();
		house.remove();
	}
}

async function openSession({ dataDir }: KillableHouse): Promise<Moderated> {
	const database = openDatabase(runningEmbeddedUrl(dataDir)!);
	try {
		const session = await moderated(database.db, 'Abstimmung bei Stromausfall', [
			choiceOf(options)
		]);
		await session.press('start');
		await session.press('next');
		return session;
	} finally {
		await database.close();
	}
}

type Votes = {
	/** Token to the option whose ballot was acknowledged. */
	acknowledged: Map<string, string>;
	stop(): Promise<void>;
};

/** Each phone joins, votes until it is told "counted", and hands over to the next person. */
function voteAllTheTime({ origin }: KillableHouse, { code, questions }: Moderated): Votes {
	const agent = connections(phones);
	const api = `${origin}/api/v1/live/${code}`;
	const acknowledged = new Map<string, string>();
	let stopping = false;
	const phone = async () => {
		while (!stopping) {
			const joined = await callUntilAnswered(agent, `${api}/join`, { body: {} });
			const token = (JSON.parse(joined.body) as { participant: string }).participant;
			const option = options[acknowledged.size % options.length]!;
			const body = { question: questions[0], round: 1, answer: [option] };
			await callUntilAnswered(agent, `${api}/ballots`, { token, body });
			acknowledged.set(token, option);
		}
	};
	const all = Promise.all(Array.from({ length: phones }, phone));
	all.catch(() => undefined); // told when it is awaited, in stop
	return {
		acknowledged,
		stop: async () => {
			stopping = true;
			await all;
			agent.destroy();
		}
	};
}

/** @returns for each kill the time until the next ballot was acknowledged, in ms */
async function killByTurns(house: KillableHouse, votes: Votes, kills: number): Promise<number[]> {
	const outages: number[] = [];
	for (let kill = 0; kill < kills; kill++) {
		await moreVotes(votes, 100);
		const start = performance.now();
		if (kill % 2 === 0) {
			await house.killApp();
			await house.start();
		} else house.killPostgres();
		// Those that were answered just before the kill are through after the first few.
		await moreVotes(votes, phones + 1);
		outages.push(performance.now() - start);
		console.error(
			`kill ${kill + 1}: ${Math.round(outages.at(-1)!)} ms, ${votes.acknowledged.size}`
		);
	}
	return outages;
}

async function moreVotes({ acknowledged }: Votes, count: number): Promise<void> {
	const enough = acknowledged.size + count;
	const until = Date.now() + 120_000;
	while (acknowledged.size < enough) {
		if (Date.now() > until) throw new Error('no vote was counted for two minutes');
		await pause(10);
	}
}

async function compare(
	{ dataDir }: KillableHouse,
	session: Moderated,
	acknowledged: Votes['acknowledged']
): Promise<{ lost: number; doubled: number }> {
	const postgres = await startEmbeddedPostgres({ dataDir });
	const database = openDatabase(postgres.url);
	try {
		const stored = await storedBallots(database, session);
		const { participantKey } = await database.db
			.selectFrom('activities')
			.select('participantKey')
			.where('id', '=', session.activityId)
			.executeTakeFirstOrThrow();
		const key = tokenKey(participantKey!);
		const lost = [...acknowledged].filter(([token, option]) => {
			const answer = stored.get(participantOf(key, token)!.toString('hex'));
			return answer?.join() !== option;
		});
		return { lost: lost.length, doubled: (await tallied(database, session)) - stored.size };
	} finally {
		await database.close();
		await postgres.stop();
	}
}

async function storedBallots({ db }: Database, { activityId }: Moderated) {
	const rows = await db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.select(['b.participant', 'b.answer'])
		.where('r.activityId', '=', activityId)
		.execute();
	return new Map(
		rows.map(({ participant, answer }) => [participant.toString('hex'), answer as string[]])
	);
}

/** What the stage would show: a ballot that was counted twice is in here twice. */
async function tallied({ db }: Database, { activityId }: Moderated): Promise<number> {
	const { ballots } = await db
		.selectFrom('liveTallies as t')
		.innerJoin('liveRounds as r', 'r.id', 't.roundId')
		.select(({ fn }) => fn.sum<number>('t.ballots').as('ballots'))
		.where('r.activityId', '=', activityId)
		.where('t.key', '!=', '*')
		.executeTakeFirstOrThrow();
	return ballots;
}
