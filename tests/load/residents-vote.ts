import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { ResultOutput } from '#lib/formats/fund/vote/api/schemas.ts';
import { closeVoting } from '#lib/formats/fund/vote/hold-voting.server.ts';
import type { VotingInput } from '#lib/formats/fund/vote/voting.ts';
import type { TestFund } from '../fixture/fund.ts';
import { openVote } from '../fixture/fund-vote.ts';
import type { BenchDatabase } from './harness/database.ts';
import { givenDatabase } from './harness/given-database.ts';
import { percentile, rounded } from './harness/numbers.ts';
import { atOnce, callUntilAnswered, connections } from './harness/phone.ts';
import { startApp } from './harness/server.ts';
import { dearestBallot, readElection, totalsOf, winnersEqual, type Election } from './pabulib.ts';

/**
 * Lets every voter of a published participatory-budgeting vote vote again in a round of the fund, each as a participant of
 * their own, through the public API over HTTP; closes it and compares totals and winners with what was published.
 */
export async function run(args: string[]): Promise<object> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			phones: { type: 'string', default: '64' },
			rule: { type: 'string', default: 'greedy' },
			quick: { type: 'boolean' }
		}
	});
	const [file] = positionals;
	const phones = Number(values.phones);
	const { rule } = values;
	if (!file || !Number.isInteger(phones) || phones < 1 || !isRule(rule)) {
		throw new Error(
			'npm run -s bench -- residents-vote FILE.pb [--rule greedy|equalShares] [--phones N] [--quick]'
		);
	}
	const whole = readElection(file);
	const part = { ...whole, ballots: whole.ballots.slice(0, values.quick ? 500 : undefined) };
	const isWhole = part.ballots.length === whole.ballots.length;
	return { file: basename(file), ...(await voteAgain(part, isWhole, rule, phones)) };
}

const isRule = (rule: string): rule is VotingInput['rule'] =>
	rule === 'greedy' || rule === 'equalShares';

async function voteAgain(
	election: Election,
	isWhole: boolean,
	rule: VotingInput['rule'],
	phones: number
): Promise<object> {
	const settings = { ...settingsOf(election), rule };
	const database = await givenDatabase();
	try {
		const app = await startApp(database.url);
		try {
			const projects = election.projects.map(({ name, costCents }) => ({
				title: name.slice(0, 150),
				askedCents: costCents!
			}));
			const fund = await openVote(database.db, settings, projects);
			const api = `${app.origin}/api/v1/fund/${fund.slug}/vote`;
			const cast = await castAll(election, api, phones);
			await closeVoting(database.db, fund.office, fund.activityId, { revision: 1 });
			return {
				question: settings.question,
				rule,
				...cast.figures,
				...(await compared(election, isWhole, { database, fund, api, acknowledged: cast.counted }))
			};
		} finally {
			await app.stop();
		}
	} finally {
		await database.stop();
	}
}

/** Ballots were limited by their number, by their costs (then no published ballot is above the sum), or not at all. */
function settingsOf(election: Election): Omit<VotingInput, 'rule'> {
	const { budgetCents, maxLength, maxSumCents, ballots } = election;
	const dearest = dearestBallot(election);
	if (budgetCents === null || dearest === null)
		throw new Error('The file does not say what projects cost or how much there is.');
	const common = { sumCents: budgetCents, closesAt: null };
	if (maxSumCents !== null && dearest <= budgetCents)
		return { ...common, question: 'budget', most: null };
	const longest = ballots.reduce((most, ballot) => Math.max(most, ballot.length), 1);
	return { ...common, question: 'choice', most: maxLength ?? longest };
}

async function castAll({ ballots }: Election, api: string, phones: number) {
	const agent = connections(phones);
	const waited: number[] = [];
	let counted = 0;
	const start = performance.now();
	await atOnce(phones, ballots, async (ballot) => {
		// Who chose nothing has no ballot here.
		if (ballot.length === 0) return;
		const { body } = await callUntilAnswered(agent, `${api}/join`, { body: {} });
		const token = (JSON.parse(body) as { participant: string }).participant;
		const sent = performance.now();
		const answer = ballot.map((index) => `p${index + 1}`);
		await callUntilAnswered(agent, `${api}/ballots`, { token, body: { answer } });
		waited.push(performance.now() - sent);
		counted++;
	});
	const seconds = (performance.now() - start) / 1000;
	agent.destroy();
	const figures = {
		ballots: ballots.length,
		seconds: rounded(seconds),
		perSecond: Math.round(counted / seconds),
		ballotP95: rounded(percentile(waited, 0.95))
	};
	return { counted, figures };
}

type Cast = { database: BenchDatabase; fund: TestFund; api: string; acknowledged: number };

async function compared(
	election: Election,
	isWhole: boolean,
	{ database, fund, api, acknowledged }: Cast
): Promise<object> {
	const agent = connections(1);
	const start = performance.now();
	const { body } = await callUntilAnswered(agent, `${api}/results`, {});
	const resultSeconds = rounded((performance.now() - start) / 1000);
	agent.destroy();
	const result = JSON.parse(body) as ResultOutput;
	const counted = result.projects.map(({ votes }) => votes);
	const expected = totalsOf(election).map((total, index) =>
		isWhole ? (election.projects[index]!.published ?? total) : total
	);
	const stored = await storedBallots(database, fund);
	const won = result.winners.map((number) => election.projects[number - 1]!);
	return {
		projects: election.projects.length,
		equal: expected.filter((total, index) => total === counted[index]).length,
		lost: Math.max(0, acknowledged - stored),
		doubled: Math.max(0, stored - acknowledged),
		resultSeconds,
		winners: won.map(({ id }) => id),
		leftCents: result.leftCents,
		winnersEqual: isWhole ? sameAsPublished(election, result, counted) : null
	};
}

/** What the API says won, and what the totals it counted would give, both against the published `selected`. */
function sameAsPublished(
	election: Election,
	{ rule, winners }: ResultOutput,
	counted: readonly number[]
): boolean | null {
	const byTotals = winnersEqual(election, counted);
	if (byTotals === null || rule !== 'greedy') return null;
	const said = new Set(winners);
	return byTotals && election.projects.every(({ selected }, at) => selected === said.has(at + 1));
}

async function storedBallots({ pool }: BenchDatabase, { activityId }: TestFund): Promise<number> {
	const { rows } = await pool.query<{ stored: number }>(
		'select count(*)::integer as stored from fund_ballots where activity_id = $1',
		[activityId]
	);
	return rows[0]!.stored;
}
