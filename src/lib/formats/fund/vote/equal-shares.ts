import { byVotes, votersOf, votesOf, type Election, type VotedProject } from './election.ts';
import { takeInTurn, type GreedyStep } from './greedy.ts';
import {
	compareEffectiveVotes,
	effectiveVotesAtMost,
	inCents,
	Purses,
	type Quote
} from './purses.ts';

/** A winner and how its supporters paid for it. Amounts in cents, rounded for reading; they were computed exactly. */
export type SharesStep = Readonly<{
	number: number;
	votes: number;
	costCents: number;
	/** Cost divided by the price. */
	effectiveVotes: number;
	/** What each supporter pays who has enough. */
	priceCents: number;
	/** Supporters by what they had: each of these people pays and keeps so much. */
	payments: readonly Readonly<{
		people: number;
		hadCents: number;
		paysCents: number;
		keepsCents: number;
	}>[];
}>;

/** A project that its supporters could not pay with what they had left. */
export type Unpaid = Readonly<{
	number: number;
	votes: number;
	costCents: number;
	behindCents: number;
}>;

export type SharesResult = Readonly<{
	rule: 'equalShares';
	winners: readonly number[];
	voters: number;
	/** What each ballot's share of the sum is, and what it was raised to, in cents. */
	shareCents: number;
	raisedShareCents: number;
	/** How often the share was raised, by how much each time. */
	raises: number;
	raiseCents: number;
	steps: readonly SharesStep[];
	unpaid: readonly Unpaid[];
	/** What was left of the real sum then went to these, in the order of votes. */
	completion: readonly GreedyStep[];
	leftCents: number;
}>;

/** The share is raised at most so often: to eleven times what it was or more. */
const mostRaises = 1000;

/**
 * The Method of Equal Shares for approval ballots, where the good a project does to a supporter is its cost.
 *
 * Everybody gets the same share of the sum. Again and again the project wins whose supporters can pay it at the lowest
 * price per euro of cost (that is, with the most effective votes); each pays the same, or what they have left. When
 * no project can be paid any more, the share is raised for everybody by a whole number of euros and all begins anew,
 * until another raise would spend more than the real sum or nothing more fits into it (Add1). What is left then goes by
 * votes (greedy completion). The result gives every group that could afford projects together its due, up to one
 * project.
 *
 * Source: Peters, Pierczyński, Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021;
 * completion Add1U as on equalshares.net. See docs/decisions/0041-how-residents-votes-win.md.
 */
export function equalShares(election: Election): SharesResult {
	const voters = votersOf(election);
	const profile = profileOf(election);
	const { raises, winners } = raisedUntilSpent(election, profile, voters);
	const report: Report = { steps: [], unpaid: [] };
	runWith(profile, shareOf(election, voters, raises), voters, report);
	const paid = new Set(winners.map(({ number }) => number));
	const others = election.projects.filter(({ number }) => !paid.has(number));
	const completed = takeInTurn(election, others, election.budgetCents - totalOf(winners));
	return {
		rule: 'equalShares',
		winners: [...paid, ...completed.winners],
		voters,
		shareCents: shownShare(election, voters, 0),
		raisedShareCents: shownShare(election, voters, raises),
		raises,
		raiseCents: raiseOf(election, voters),
		...report,
		completion: completed.steps,
		leftCents: completed.leftCents
	};
}

/** A whole euro, or as many as a hundredth of the share has. */
const raiseOf = ({ budgetCents }: Election, voters: number): number =>
	voters === 0 ? 100 : Math.max(1, Math.floor(budgetCents / voters / 10_000)) * 100;

/** What everybody begins with, times the number of voters so that it is whole: parts of a cent. */
const shareOf = (election: Election, voters: number, raises: number): bigint =>
	BigInt(election.budgetCents) +
	BigInt(raises) * BigInt(raiseOf(election, voters)) * BigInt(voters);

const shownShare = (election: Election, voters: number, raises: number): number =>
	voters === 0 ? 0 : inCents(shareOf(election, voters, raises), BigInt(voters));

const totalOf = (projects: readonly VotedProject[]): number =>
	projects.reduce((sum, { costCents }) => sum + costCents, 0);

type Raised = Readonly<{ raises: number; winners: readonly VotedProject[] }>;

function raisedUntilSpent(election: Election, profile: Profile, voters: number): Raised {
	let found: Raised = {
		raises: 0,
		winners: runWith(profile, shareOf(election, voters, 0), voters)
	};
	while (found.raises < mostRaises && somethingFits(election.budgetCents, profile, found.winners)) {
		const raises = found.raises + 1;
		const winners = runWith(profile, shareOf(election, voters, raises), voters);
		if (totalOf(winners) > election.budgetCents) break;
		found = { raises, winners };
	}
	return found;
}

function somethingFits(
	budgetCents: number,
	{ candidates }: Profile,
	winners: readonly VotedProject[]
): boolean {
	const left = budgetCents - totalOf(winners);
	return candidates.some(({ project }) => project.costCents <= left && !winners.includes(project));
}

/** A project that somebody chose, and who. */
type Candidate = Readonly<{ project: VotedProject; votes: number; supporters: Int32Array }>;

/** Candidates in the order in which they win where the rule finds them equal. */
type Profile = Readonly<{ people: Int32Array; candidates: readonly Candidate[] }>;

function profileOf(election: Election): Profile {
	const votes = votesOf(election);
	const supporters = new Map(election.projects.map(({ number }) => [number, [] as number[]]));
	election.ballots.forEach(({ projects }, group) => {
		for (const number of projects) supporters.get(number)?.push(group);
	});
	const candidates = election.projects
		.filter(({ number }) => votes.get(number)! > 0)
		.toSorted(byVotes(votes))
		.map((project) => ({
			project,
			votes: votes.get(project.number)!,
			supporters: Int32Array.from(supporters.get(project.number)!)
		}));
	return { people: Int32Array.from(election.ballots, ({ people }) => people), candidates };
}

type Report = { steps: SharesStep[]; unpaid: Unpaid[] };

/** One run with a fixed share. What it tells goes into the report, if there is one. */
function runWith(
	{ people, candidates }: Profile,
	share: bigint,
	voters: number,
	report?: Report
): VotedProject[] {
	const purses = new Purses(people, share, BigInt(Math.max(1, voters)));
	const winners: VotedProject[] = [];
	let open: Open[] = candidates.map((candidate) => ({ candidate, atMost: candidate.votes }));
	for (;;) {
		const best = bestOf(purses, open);
		if (!best) break;
		const { candidate, quote } = best;
		report?.steps.push(told(candidate, quote));
		purses.pay(candidate.supporters, quote);
		winners.push(candidate.project);
		open = open.filter((other) => other.candidate !== candidate && other.atMost > 0);
	}
	const won = new Set(winners);
	for (const { project, votes, supporters } of candidates)
		if (report && !won.has(project))
			report.unpaid.push({ ...project, votes, behindCents: purses.behind(supporters) });
	return winners;
}

/** A candidate that may still win, with what its effective votes cannot exceed any more; 0: it cannot be paid. */
type Open = { candidate: Candidate; atMost: number };

/**
 * The candidate with the most effective votes. They only ever fall, so whoever had fewer before than the best has now
 * needs no new quote.
 */
function bestOf(
	purses: Purses,
	open: readonly Open[]
): { candidate: Candidate; quote: Quote } | null {
	let best: { candidate: Candidate; quote: Quote; order: number } | null = null;
	// Stable: among equal bounds the order of votes stays.
	for (const entry of open.toSorted((a, b) => b.atMost - a.atMost)) {
		if (best && entry.atMost < effectiveVotesAtMost(best.quote)) break;
		const { candidate } = entry;
		const quote = purses.quote(candidate.supporters, candidate.votes, candidate.project.costCents);
		entry.atMost = quote ? effectiveVotesAtMost(quote) : 0;
		if (!quote) continue;
		const order = open.indexOf(entry);
		const more = best ? compareEffectiveVotes(quote, best.quote) : 1;
		if (more > 0 || (more === 0 && order < best!.order)) best = { candidate, quote, order };
	}
	return best;
}

function told({ project, votes }: Candidate, quote: Quote): SharesStep {
	const { rest, payers, parts, purses, emptied, costCents } = quote;
	const each = BigInt(payers);
	const priceCents = inCents(rest, parts * each);
	return {
		...project,
		votes,
		effectiveVotes: inCents(BigInt(costCents) * each * parts, rest),
		priceCents,
		payments: purses.map(({ amount, people }, index) => ({
			people,
			hadCents: inCents(amount, parts),
			paysCents: index < emptied ? inCents(amount, parts) : priceCents,
			keepsCents: index < emptied ? 0 : inCents(amount * each - rest, parts * each)
		}))
	};
}
