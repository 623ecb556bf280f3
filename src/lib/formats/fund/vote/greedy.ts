import { byVotes, votesOf, type Election, type VotedProject } from './election.ts';

/** One project whose turn it was: what it costs, what was left, and whether it was taken. */
export type GreedyStep = Readonly<{
	number: number;
	votes: number;
	costCents: number;
	leftBeforeCents: number;
	/** `taken`, `tooExpensive` for what was left, or `noVotes`: nobody chose it. */
	result: 'taken' | 'tooExpensive' | 'noVotes';
}>;

export type GreedyResult = Readonly<{
	rule: 'greedy';
	winners: readonly number[];
	steps: readonly GreedyStep[];
	leftCents: number;
}>;

/**
 * The greedy rule: projects in the order of their votes, each is taken if it still fits; a cheaper one further down may
 * fit where a dear one did not. Ties as in `byVotes`. A project without a vote is never taken.
 */
export function greedy(election: Election): GreedyResult {
	const { projects, budgetCents } = election;
	return { rule: 'greedy', ...takeInTurn(election, projects, budgetCents) };
}

/** The same for some of the projects and the money that is left for them. */
export function takeInTurn(
	election: Election,
	projects: readonly VotedProject[],
	moneyCents: number
): Omit<GreedyResult, 'rule'> {
	const votes = votesOf(election);
	let leftCents = moneyCents;
	const steps = projects.toSorted(byVotes(votes)).map((project): GreedyStep => {
		const { number, costCents } = project;
		const leftBeforeCents = leftCents;
		const result =
			votes.get(number) === 0 ? 'noVotes' : costCents > leftCents ? 'tooExpensive' : 'taken';
		if (result === 'taken') leftCents -= costCents;
		return { number, votes: votes.get(number)!, costCents, leftBeforeCents, result };
	});
	const winners = steps.flatMap(({ number, result }) => (result === 'taken' ? [number] : []));
	return { winners, steps, leftCents };
}
