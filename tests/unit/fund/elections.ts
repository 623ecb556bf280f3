import fc from 'fast-check';
import { groupedBallots, type Election } from '#lib/formats/fund/vote/election.ts';

/** A vote with a ballot for each person, before equal ballots are grouped. */
export type Vote = Readonly<{
	costs: readonly number[];
	ballots: readonly (readonly number[])[];
	budgetCents: number;
}>;

export const electionOf = ({ costs, ballots, budgetCents }: Vote): Election => ({
	projects: costs.map((costCents, index) => ({ number: index + 1, costCents })),
	ballots: groupedBallots(ballots),
	budgetCents
});

/** Small votes: costs that are equal now and then, budgets that are short or ample. */
export const votes = ({
	people = 6,
	projects = 5,
	cost = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(6, 12)).map((n) => n * 100)
}: { people?: number; projects?: number; cost?: fc.Arbitrary<number> } = {}): fc.Arbitrary<Vote> =>
	fc.array(cost, { minLength: 1, maxLength: projects }).chain((costs) =>
		fc.record({
			costs: fc.constant(costs),
			ballots: fc.array(fc.subarray(costs.map((_, index) => index + 1)), {
				minLength: 1,
				maxLength: people
			}),
			budgetCents: fc.integer({ min: 100, max: 4000 })
		})
	);

export const costOf = ({ costs }: Vote, numbers: readonly number[]): number =>
	numbers.reduce((sum, number) => sum + costs[number - 1]!, 0);

/** All subsets of up to a dozen things. */
export const subsetsOf = <T>(things: readonly T[]): T[][] =>
	Array.from({ length: 2 ** things.length }, (_, bits) =>
		things.filter((_thing, index) => (bits >> index) & 1)
	);
