import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalShares } from '#lib/formats/fund/vote/equal-shares.ts';
import { greedy } from '#lib/formats/fund/vote/greedy.ts';
import { costOf, electionOf, subsetsOf, votes, type Vote } from './elections.ts';
import { naiveShares } from './naive-shares.ts';

const winnersOf = (vote: Vote) => equalShares(electionOf(vote)).winners;
const people = (...groups: [count: number, ballot: number[]][]) =>
	groups.flatMap(([count, ballot]) => Array.from({ length: count }, () => ballot));

/**
 * Extended justified representation by brute force. A group S and a set of projects T are cohesive when everybody in S
 * chose all of T and the group's part of the sum pays for T: cost(T) <= |S| / n * sum. Then somebody in S must be
 * content: their chosen winners cost at least as much as T, or would cost more with one project of T that did not
 * win (up to one).
 * @returns a group that was left out, or null
 */
function leftOut(
	vote: Vote,
	winners: readonly number[],
	isContent: (chosen: readonly number[], wanted: readonly number[]) => boolean
): { group: number[]; wanted: number[] } | null {
	const everybody = vote.ballots.map((_, person) => person);
	const numbers = vote.costs.map((_, index) => index + 1);
	for (const wanted of subsetsOf(numbers).filter(({ length }) => length > 0)) {
		const supporters = everybody.filter((person) =>
			wanted.every((number) => vote.ballots[person]!.includes(number))
		);
		for (const group of subsetsOf(supporters).filter(({ length }) => length > 0)) {
			const canPay = costOf(vote, wanted) * everybody.length <= group.length * vote.budgetCents;
			const won = (person: number) =>
				vote.ballots[person]!.filter((number) => winners.includes(number));
			if (canPay && !group.some((person) => isContent(won(person), wanted)))
				return { group, wanted };
		}
	}
	return null;
}

const upToOne = (vote: Vote, winners: readonly number[]) =>
	leftOut(vote, winners, (chosen, wanted) => {
		const worth = costOf(vote, chosen);
		const missing = wanted.filter((number) => !winners.includes(number));
		return (
			worth >= costOf(vote, wanted) ||
			missing.some((number) => worth + costOf(vote, [number]) > costOf(vote, wanted))
		);
	});

const byCount = (vote: Vote, winners: readonly number[]) =>
	leftOut(vote, winners, (chosen, wanted) => chosen.length >= wanted.length);

describe('no group that could afford projects together is left out', () => {
	test('whatever the projects cost: extended justified representation up to one project', () => {
		fc.assert(
			fc.property(votes(), (vote) => {
				expect(upToOne(vote, winnersOf(vote))).toBeNull();
			}),
			{ numRuns: 400 }
		);
	});

	test('of projects that cost the same: extended justified representation itself', () => {
		fc.assert(
			fc.property(votes({ people: 7, cost: fc.constant(500) }), (vote) => {
				expect(byCount(vote, winnersOf(vote))).toBeNull();
			}),
			{ numRuns: 400 }
		);
	});

	test('by the greedy rule a minority is: the check has teeth', () => {
		const vote = {
			costs: [500, 500, 500],
			ballots: people([3, [1, 2]], [2, [3]]),
			budgetCents: 1250
		};
		expect(greedy(electionOf(vote)).winners).toEqual([1, 2]);
		expect(byCount(vote, [1, 2])).toEqual({ group: [3, 4], wanted: [3] });
		expect(upToOne(vote, [1, 2])).toEqual({ group: [3, 4], wanted: [3] });
		expect(winnersOf(vote)).toEqual([1, 3]);
	});
});

test('51 for red and 49 for blue projects, money for ten: five of each, where the greedy rule gives ten red', () => {
	const red = Array.from({ length: 10 }, (_, n) => n + 1);
	const blue = red.map((n) => n + 10);
	const vote = {
		costs: Array.from({ length: 20 }, () => 10_000),
		ballots: people([51, red], [49, blue]),
		budgetCents: 100_000
	};
	expect(greedy(electionOf(vote)).winners).toEqual(red);
	const winners = winnersOf(vote);
	expect(winners.filter((number) => red.includes(number))).toHaveLength(5);
	expect(winners.filter((number) => blue.includes(number))).toHaveLength(5);
});

test('every step can be followed: who paid what, and what they kept', () => {
	// Four people, 40 euros: 10 each. Project 1 (15 euros, three people) costs each 5. Project 2 (12 euros) is
	// wanted by one of them, who has 5 left and gives them all, and by the fourth, who pays 7.
	const vote = {
		costs: [1500, 1200, 1700],
		ballots: [[1], [1], [1, 2], [2]],
		budgetCents: 4000
	};
	const result = equalShares(electionOf(vote));
	expect(result).toMatchObject({ voters: 4, shareCents: 1000, raises: 0, leftCents: 1300 });
	expect(result.winners).toEqual([1, 2]);
	expect(result.steps).toEqual([
		{
			number: 1,
			votes: 3,
			costCents: 1500,
			effectiveVotes: 3,
			priceCents: 500,
			payments: [{ people: 3, hadCents: 1000, paysCents: 500, keepsCents: 500 }]
		},
		{
			number: 2,
			votes: 2,
			costCents: 1200,
			effectiveVotes: 1.7142,
			priceCents: 700,
			payments: [
				{ people: 1, hadCents: 500, paysCents: 500, keepsCents: 0 },
				{ people: 1, hadCents: 1000, paysCents: 700, keepsCents: 300 }
			]
		}
	]);
});

test('money that nobody’s share could spend goes by votes, as far as it lasts', () => {
	// 9 euros each pay for project 1 alone; 10 euros would pay for all four, which is more than there is.
	const vote = { costs: [900, 1000, 1000, 1000], ballots: [[1], [2], [3], [4]], budgetCents: 3600 };
	const result = equalShares(electionOf(vote));
	expect(result).toMatchObject({ winners: [1, 2, 3], raises: 0, leftCents: 700 });
	expect(result.unpaid).toEqual(
		[2, 3, 4].map((number) => ({ number, votes: 1, costCents: 1000, behindCents: 900 }))
	);
	expect(result.completion.map(({ number, result }) => [number, result])).toEqual([
		[2, 'taken'],
		[3, 'taken'],
		[4, 'tooExpensive']
	]);
});

test('a share that pays too little is raised for everybody while the real sum lasts', () => {
	// 9 euros each pay for nothing; 10 euros pay for both.
	const vote = { costs: [1000, 1000], ballots: [[1], [2], []], budgetCents: 2700 };
	expect(equalShares(electionOf(vote))).toMatchObject({
		winners: [1, 2],
		shareCents: 900,
		raises: 1,
		raiseCents: 100,
		raisedShareCents: 1000
	});
});

test('nobody voted, or nobody for anything: nothing is taken', () => {
	expect(winnersOf({ costs: [100], ballots: [], budgetCents: 100 })).toEqual([]);
	expect(winnersOf({ costs: [100], ballots: [[]], budgetCents: 100 })).toEqual([]);
});

test('what everybody wants and the sum just pays for wins, although no share has whole cents', () => {
	expect(winnersOf({ costs: [100], ballots: people([3, [1]]), budgetCents: 100 })).toEqual([1]);
});

test('the winners never cost more than the sum', () => {
	fc.assert(
		fc.property(votes({ people: 20, projects: 9 }), (vote) => {
			const { winners, leftCents } = equalShares(electionOf(vote));
			expect(costOf(vote, winners) + leftCents).toBe(vote.budgetCents);
			expect(leftCents).toBeGreaterThanOrEqual(0);
		})
	);
});

test('nothing that somebody chose is left out while it still fits', () => {
	fc.assert(
		fc.property(votes({ people: 20, projects: 9 }), (vote) => {
			const { winners, leftCents } = equalShares(electionOf(vote));
			vote.costs.forEach((cost, index) => {
				const isWanted = vote.ballots.some((ballot) => ballot.includes(index + 1));
				if (isWanted && !winners.includes(index + 1)) expect(cost).toBeGreaterThan(leftCents);
			});
		})
	);
});

test('the order of the ballots does not matter', () => {
	fc.assert(
		fc.property(votes({ people: 12 }), fc.nat(), (vote, turn) => {
			const at = turn % vote.ballots.length;
			const ballots = [...vote.ballots.slice(at), ...vote.ballots.slice(0, at)].reverse();
			expect(equalShares(electionOf({ ...vote, ballots }))).toEqual(equalShares(electionOf(vote)));
		})
	);
});

test('a purse for each person and fractions for every amount give the same winners', () => {
	fc.assert(
		fc.property(votes({ people: 15, projects: 8 }), (vote) => {
			expect(winnersOf(vote)).toEqual(naiveShares(vote));
		}),
		{ numRuns: 300 }
	);
});

test('in each step the supporters together pay exactly what the project costs', () => {
	fc.assert(
		fc.property(votes({ people: 15, projects: 8 }), (vote) => {
			for (const { costCents, payments, votes: supporters } of equalShares(electionOf(vote))
				.steps) {
				const paid = payments.reduce((sum, { people: n, paysCents }) => sum + n * paysCents, 0);
				// Shown amounts are cut off after four digits.
				expect(Math.abs(paid - costCents)).toBeLessThan(0.01);
				expect(payments.reduce((sum, { people: n }) => sum + n, 0)).toBe(supporters);
			}
		})
	);
});
