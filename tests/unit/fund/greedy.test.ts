import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greedy } from '#lib/formats/fund/vote/greedy.ts';
import { costOf, electionOf, votes } from './elections.ts';

const people = (...groups: [count: number, ballot: number[]][]) =>
	groups.flatMap(([count, ballot]) => Array.from({ length: count }, () => ballot));

test('projects are taken by votes; one that does not fit is passed over for a cheaper one', () => {
	const vote = {
		costs: [600, 500, 300, 100],
		ballots: people([5, [1]], [4, [2]], [3, [3]]),
		budgetCents: 1000
	};
	expect(greedy(electionOf(vote))).toEqual({
		rule: 'greedy',
		winners: [1, 3],
		leftCents: 100,
		steps: [
			{ number: 1, votes: 5, costCents: 600, leftBeforeCents: 1000, result: 'taken' },
			{ number: 2, votes: 4, costCents: 500, leftBeforeCents: 400, result: 'tooExpensive' },
			{ number: 3, votes: 3, costCents: 300, leftBeforeCents: 400, result: 'taken' },
			// It would fit, but nobody wants it.
			{ number: 4, votes: 0, costCents: 100, leftBeforeCents: 100, result: 'noVotes' }
		]
	});
});

test('of equally many votes the cheaper project is first, of equal costs the lower number', () => {
	const vote = { costs: [500, 300, 300], ballots: people([2, [1, 2, 3]]), budgetCents: 600 };
	expect(greedy(electionOf(vote)).winners).toEqual([2, 3]);
});

test('nobody voted: nothing is taken', () => {
	expect(greedy(electionOf({ costs: [100], ballots: [], budgetCents: 100 })).winners).toEqual([]);
});

test('the winners never cost more than the sum, and whatever was not taken did not fit', () => {
	fc.assert(
		fc.property(votes(), (vote) => {
			const { winners, steps, leftCents } = greedy(electionOf(vote));
			expect(costOf(vote, winners) + leftCents).toBe(vote.budgetCents);
			expect(leftCents).toBeGreaterThanOrEqual(0);
			for (const { result, costCents } of steps)
				if (result === 'tooExpensive') expect(costCents).toBeGreaterThan(leftCents);
		})
	);
});

test('the order of the ballots does not matter', () => {
	fc.assert(
		fc.property(votes(), fc.nat(), (vote, turn) => {
			const at = turn % vote.ballots.length;
			const ballots = [...vote.ballots.slice(at), ...vote.ballots.slice(0, at)].reverse();
			expect(greedy(electionOf({ ...vote, ballots }))).toEqual(greedy(electionOf(vote)));
		})
	);
});
