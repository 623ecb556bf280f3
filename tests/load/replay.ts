import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { noneId } from '#lib/questions/options.ts';
import { givenDatabase } from './harness/given-database.ts';
import { moderated, type Moderated } from './harness/moderated.ts';
import { rounded } from './harness/numbers.ts';
import { atOnce, callUntilAnswered, connections } from './harness/phone.ts';
import { startApp } from './harness/server.ts';
import type { BenchDatabase } from './harness/database.ts';
import { dearestBallot, readElection, totalsOf, winnersEqual, type Election } from './pabulib.ts';

/** A choice has at most this many options; longer lists are asked in several questions, one after the other. */
const optionsPerQuestion = 100;

/**
 * Lets every voter of a published participatory-budgeting vote join a live session and vote again, each as a participant
 * of their own, through the public API over HTTP; compares what is counted with what was published.
 */
export async function run(args: string[]): Promise<object> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			phones: { type: 'string', default: '64' },
			limit: { type: 'string' },
			quick: { type: 'boolean' }
		}
	});
	const [file] = positionals;
	const phones = Number(values.phones);
	if (!file || !Number.isInteger(phones) || phones < 1) {
		throw new Error('npm run -s bench -- replay FILE.pb [--phones N] [--limit N]');
	}
	const whole = readElection(file);
	const limit = Number(values.limit ?? (values.quick ? 500 : whole.ballots.length));
	const part = { ...whole, ballots: whole.ballots.slice(0, limit) };
	const isWhole = part.ballots.length === whole.ballots.length;
	return { file: basename(file), ...(await replay(part, isWhole, phones)) };
}

async function replay(election: Election, isWhole: boolean, phones: number): Promise<object> {
	const database = await givenDatabase();
	try {
		const app = await startApp(database.url);
		try {
			const sumCents = sumOfBallots(election);
			const parts = partsOf(election);
			const session = await moderated(
				database.db,
				'Wiederholung einer Abstimmung',
				parts.map((part) =>
					sumCents === null ? choiceOf(election, part) : budgetOf(election, sumCents)
				)
			);
			await session.press('start');
			const api = `${app.origin}/api/v1/live/${session.code}`;
			const start = performance.now();
			const counted = await voteOnAll(election, parts, session, api, phones);
			const seconds = (performance.now() - start) / 1000;
			const stored = await storedBallots(database, session);
			const expected = totalsOf(election).map((total, index) =>
				isWhole ? (election.projects[index]!.published ?? total) : total
			);
			return {
				ballots: election.ballots.length,
				projects: election.projects.length,
				question: sumCents === null ? 'choice' : 'budget',
				equal: expected.filter((total, index) => total === counted.totals[index]).length,
				winnersEqual: isWhole ? winnersEqual(election, counted.totals) : null,
				lost: Math.max(0, counted.acknowledged - stored),
				doubled: Math.max(0, stored - counted.acknowledged),
				seconds: rounded(seconds),
				perSecond: Math.round(counted.acknowledged / seconds)
			};
		} finally {
			await app.stop();
		}
	} finally {
		await database.stop();
	}
}

/** First position and end of the projects of each question. */
type Part = { from: number; to: number };

function partsOf({ projects }: Election): Part[] {
	const parts: Part[] = [];
	for (let from = 0; from < projects.length; from += optionsPerQuestion) {
		// A choice needs two options: one project left over takes one from its neighbour.
		const left = projects.length - from - optionsPerQuestion;
		const size = left === 1 ? optionsPerQuestion - 1 : optionsPerQuestion;
		parts.push({ from, to: Math.min(from + size, projects.length) });
		from -= optionsPerQuestion - size;
	}
	return parts;
}

/**
 * What a ballot may cost, where that was limited. Published ballots are what really was cast, so where some of them cost
 * more than `max_sum_cost` says it is the whole budget that held; where they cost more than that too, nothing did.
 * A sum cannot be asked for in parts.
 */
function sumOfBallots(election: Election): number | null {
	const { projects, ballots, maxSumCents, budgetCents } = election;
	const dearest = dearestBallot(election);
	const hasEmpty = ballots.some((ballot) => ballot.length === 0);
	if (maxSumCents === null || dearest === null || hasEmpty) return null;
	if (projects.length < 2 || projects.length > optionsPerQuestion) return null;
	return [maxSumCents, budgetCents].find((sum) => sum !== null && dearest <= sum) ?? null;
}

function budgetOf({ projects }: Election, budgetCents: number): QuestionInput {
	return {
		type: 'budget',
		prompt: { de: 'Welche Vorhaben sollen Geld bekommen?' },
		config: {
			projects: projects.map(({ name, costCents }, index) => ({
				id: optionOf(index),
				label: { de: name.slice(0, 200) },
				costCents
			})),
			budgetCents,
			max: null
		}
	};
}

function choiceOf({ projects, ballots }: Election, { from, to }: Part): QuestionInput {
	const longest = ballots.reduce((most, ballot) => Math.max(most, ballot.length), 1);
	const options = projects.slice(from, to).map(({ name }, index) => ({
		id: optionOf(from + index),
		label: { de: name.slice(0, 200) }
	}));
	return {
		type: 'choice',
		prompt: { de: 'Welche Vorhaben sollen Geld bekommen?' },
		config: {
			options: [...options, ...(options.length === 1 ? [filler] : [])],
			min: 1,
			max: Math.min(to - from, longest),
			// Some voters chose nothing, or nothing of this part.
			noneOfThese: true
		}
	};
}

/** A vote on a single project still needs a second option. */
const filler = { id: 'filler', label: { de: '–' } };

/** Project ids may have any characters, ids of options may not. */
const optionOf = (position: number) => `p${position}`;

type Counted = { acknowledged: number; totals: number[] };

async function voteOnAll(
	{ ballots, projects }: Election,
	parts: readonly Part[],
	session: Moderated,
	api: string,
	phones: number
): Promise<Counted> {
	const agent = connections(phones);
	const tokens: string[] = [];
	const totals = projects.map(() => 0);
	let acknowledged = 0;
	for (const [part, { from, to }] of parts.entries()) {
		const question = session.questions[part]!;
		await session.press('openQuestion', question);
		await atOnce(phones, ballots, async (ballot, voter) => {
			const token = (tokens[voter] ??= await join(agent, api));
			const chosen = ballot.filter((index) => index >= from && index < to).map(optionOf);
			const answer = chosen.length > 0 ? chosen : [noneId];
			await callUntilAnswered(agent, `${api}/ballots`, {
				token,
				body: { question, round: 1, answer }
			});
			acknowledged++;
		});
		await session.press('close');
		await session.press('reveal');
		const counts = await resultsOf(agent, api);
		for (let index = from; index < to; index++) totals[index] = counts[optionOf(index)] ?? 0;
	}
	agent.destroy();
	return { acknowledged, totals };
}

type Agent = ReturnType<typeof connections>;

async function join(agent: Agent, api: string): Promise<string> {
	const { body } = await callUntilAnswered(agent, `${api}/join`, { body: {} });
	return (JSON.parse(body) as { participant: string }).participant;
}

async function resultsOf(agent: Agent, api: string): Promise<Record<string, number>> {
	const { body } = await callUntilAnswered(agent, `${api}/results`, {});
	return (JSON.parse(body) as { counts: Record<string, number> }).counts;
}

async function storedBallots({ pool }: BenchDatabase, { activityId }: Moderated): Promise<number> {
	const { rows } = await pool.query<{ stored: number }>(
		`select count(*) as stored from ballots b join live_rounds r on r.id = b.round_id where r.activity_id = $1`,
		[activityId]
	);
	return rows[0]!.stored;
}
