import { z } from 'zod';

const cents = z.int().min(0).meta({ description: 'euro cents' });
const number = z.int().min(1).meta({ description: 'number of the application' });

export const ballotInput = z.object({
	// The question checks it.
	answer: z.unknown().meta({ description: 'array of option ids, such as ["p3", "p17"]' })
});

export const ballotOutput = z.object({ counted: z.literal(true) });

export const joinOutput = z.object({
	participant: z
		.string()
		.meta({ description: 'may be sent later as Authorization: Bearer, instead of the cookie' })
});

export const voteOutput = z.object({
	title: z.record(z.string(), z.string()).meta({ description: 'language tag to text' }),
	open: z.boolean().meta({ description: 'ballots are taken' }),
	closesAt: z.iso.datetime().nullable(),
	rule: z.enum(['greedy', 'equalShares']),
	sumCents: cents,
	question: z.object({
		type: z.enum(['choice', 'budget']),
		config: z.json().meta({ description: 'options or projects with ids, labels and costs; limits' })
	})
});

const greedyStep = z.object({
	number,
	votes: z.int(),
	costCents: cents,
	leftBeforeCents: cents,
	result: z.enum(['taken', 'tooExpensive', 'noVotes'])
});
const shown = z.number().meta({ description: 'cents, cut off after four digits behind the point' });

export const resultOutput = z.object({
	rule: z.enum(['greedy', 'equalShares']),
	sumCents: cents,
	voters: z.int().min(0),
	projects: z.array(
		z.object({
			id: z.string(),
			number,
			title: z.string(),
			costCents: cents,
			votes: z.int(),
			won: z.boolean()
		})
	),
	ballots: z
		.array(z.object({ projects: z.array(number), people: z.int() }))
		.nullable()
		.meta({ description: 'ballots that say the same as one; null: too few people voted' }),
	winners: z.array(number).meta({ description: 'in the order in which they won' }),
	leftCents: cents,
	steps: z.array(
		z.union([
			greedyStep,
			z.object({
				number,
				votes: z.int(),
				costCents: cents,
				effectiveVotes: z.number(),
				priceCents: shown,
				payments: z.array(
					z.object({ people: z.int(), hadCents: shown, paysCents: shown, keepsCents: shown })
				)
			})
		])
	),
	shares: z
		.object({
			shareCents: shown,
			raisedShareCents: shown,
			raises: z.int(),
			raiseCents: cents,
			unpaid: z.array(z.object({ number, votes: z.int(), costCents: cents, behindCents: shown })),
			completion: z.array(greedyStep)
		})
		.nullable()
		.meta({ description: 'Equal Shares only' })
});
export type ResultOutput = z.infer<typeof resultOutput>;
