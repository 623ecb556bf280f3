/** A project that residents vote on; its number is what people call it. */
export type VotedProject = Readonly<{ number: number; costCents: number }>;

/** Ballots that say the same: the numbers of the chosen projects, and how many people chose just these. */
export type BallotGroup = Readonly<{ projects: readonly number[]; people: number }>;

/** What a rule decides by: nothing else may matter, least of all the order of the ballots. */
export type Election = Readonly<{
	projects: readonly VotedProject[];
	ballots: readonly BallotGroup[];
	budgetCents: number;
}>;

/** Equal ballots as one, in an order that only depends on what was said. */
export function groupedBallots(ballots: Iterable<readonly number[]>): BallotGroup[] {
	const groups = new Map<string, { projects: number[]; people: number }>();
	for (const ballot of ballots) {
		const projects = [...new Set(ballot)].sort((a, b) => a - b);
		const key = projects.join(' ');
		const group = groups.get(key);
		if (group) group.people += 1;
		else groups.set(key, { projects, people: 1 });
	}
	return [...groups.values()].sort((a, b) => inOrder(a.projects, b.projects));
}

/** How many people chose each project, by its number. */
export function votesOf({ projects, ballots }: Election): ReadonlyMap<number, number> {
	const votes = new Map(projects.map(({ number }) => [number, 0]));
	for (const { projects: chosen, people } of ballots)
		for (const number of chosen)
			if (votes.has(number)) votes.set(number, votes.get(number)! + people);
	return votes;
}

export const votersOf = ({ ballots }: Election): number =>
	ballots.reduce((sum, { people }) => sum + people, 0);

/** More votes first; with equally many the cheaper project, then the lower number. Every tie is decided by this. */
export const byVotes =
	(votes: ReadonlyMap<number, number>) =>
	(a: VotedProject, b: VotedProject): number =>
		votes.get(b.number)! - votes.get(a.number)! || a.costCents - b.costCents || a.number - b.number;

function inOrder(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((number, index) => number !== b[index]);
	return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -Infinity);
}
