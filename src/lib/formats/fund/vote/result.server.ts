import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Tally } from '../../../questions/contract.ts';
import type { VoteView } from './desk.server.ts';
import { votersOf, votesOf, type BallotGroup, type Election } from './election.ts';
import { equalShares, type SharesResult } from './equal-shares.ts';
import { greedy, type GreedyResult } from './greedy.ts';
import { closeWhenDue } from './hold-voting.server.ts';
import { frozenOptions } from './voting.server.ts';
import { optionId, type VotingOption } from './voting.ts';

/** What came out of a closed vote, with everything it was computed from. */
export type VoteResult = Readonly<{
	options: readonly VotingOption[];
	/** Ballots that say the same, as one; in the order of project numbers. */
	ballots: readonly BallotGroup[];
	voters: number;
	tally: Tally;
	outcome: GreedyResult | SharesResult;
}>;

/** Results of so many votes stay in memory: a closed vote never changes. */
const mostKept = 20;
const kept = new WeakMap<Db, Map<string, Promise<VoteResult>>>();

/**
 * Computes who wins, once per process: Equal Shares of 15,000 ballots and 100 projects takes a second or two.
 * @throws Refusal results_hidden (404) while ballots are taken
 */
export async function voteResult(
	db: Db,
	{ activityId, voting, open }: VoteView,
	now: Date
): Promise<VoteResult> {
	if (open) throw new Refusal('missing', 'results_hidden');
	await closeWhenDue(db, activityId, now);
	const results = kept.get(db) ?? new Map<string, Promise<VoteResult>>();
	kept.set(db, results);
	const known = results.get(activityId);
	if (known) return known;
	const computing = computed(db, activityId, voting);
	results.set(activityId, computing);
	if (results.size > mostKept) results.delete(results.keys().next().value!);
	// What failed is tried again by whoever asks next.
	computing.catch(() => results.delete(activityId));
	return computing;
}

async function computed(
	db: Db,
	activityId: string,
	{ rule, sumCents }: VoteView['voting']
): Promise<VoteResult> {
	const options = await frozenOptions(db, activityId);
	const ballots = await ballotGroups(db, activityId);
	const projects = options.map(({ number, costCents }) => ({ number, costCents }));
	const election: Election = { projects, ballots, budgetCents: sumCents };
	const voters = votersOf(election);
	const counts = [...votesOf(election)].map(([number, votes]) => [optionId(number), votes]);
	return {
		options,
		ballots,
		voters,
		tally: { ballots: voters, counts: Object.fromEntries(counts) as Record<string, number> },
		outcome: rule === 'greedy' ? greedy(election) : equalShares(election)
	};
}

/** Answers are stored in the order of project numbers, so equal ballots are equal arrays. */
async function ballotGroups(db: Db, activityId: string): Promise<BallotGroup[]> {
	const { rows } = await sql<BallotGroup>`
		select answer as projects, count(*)::integer as people
		from fund_ballots where activity_id = ${activityId}::uuid
		group by answer order by answer`.execute(db);
	return rows;
}
