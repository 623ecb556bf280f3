import { z } from 'zod';
import { formatSum } from '../../../platform/money.ts';
import type { Question } from '../../../questions/contract.ts';
import { mostCents } from '../../../platform/money.ts';

/** How the residents' vote of a round is held. */
export type Voting = Readonly<{
	state: 'draft' | 'open' | 'closed';
	question: 'choice' | 'budget';
	/** Most projects per ballot; null: the sum is the only limit. */
	most: number | null;
	/** What the winners may cost together; of a `budget` also what one ballot may. */
	sumCents: number;
	rule: 'greedy' | 'equalShares';
	closesAt: Date | null;
	revision: number;
}>;

/** A project that can be chosen: an application as it was when the vote was opened. */
export type VotingOption = Readonly<{
	applicationId: string;
	number: number;
	title: string;
	costCents: number;
}>;

export const votingQuestions = ['choice', 'budget'] as const;
export const votingRules = ['greedy', 'equalShares'] as const;

/** What the office sets. Issue messages are reason codes. */
export const votingInput = z
	.object({
		question: z.enum(votingQuestions, 'choice_invalid'),
		most: z.int('number_invalid').min(1, 'out_of_range').max(100, 'out_of_range').nullable(),
		sumCents: z.int('amount_invalid').min(1, 'amount_missing').max(mostCents, 'amount_too_large'),
		rule: z.enum(votingRules, 'choice_invalid'),
		closesAt: z.date('date_invalid').nullable()
	})
	.superRefine(({ question, most }, context) => {
		if (question === 'choice' && most === null)
			context.addIssue({ code: 'custom', path: ['most'], message: 'number_missing' });
	})
	.transform((input) => ({ ...input, most: input.question === 'choice' ? input.most : null }));
export type VotingInput = z.infer<typeof votingInput>;

/** Takes ballots at this moment; the database asks the same again when it writes one. */
export const takesBallots = (
	{ state, closesAt }: Pick<Voting, 'state' | 'closesAt'>,
	now: Date
): boolean => state === 'open' && (closesAt === null || now < closesAt);

/** Id of a project in ballots: "p17" is application 17. */
export const optionId = (number: number): string => `p${number}`;
export const numberOf = (id: string): number => Number(id.slice(1));

/**
 * The vote as a question, which checks answers and draws form and result.
 * @param locale main language of the round: titles are in the words of whoever applied
 */
export function questionOf(
	{ question, most, sumCents }: Pick<Voting, 'question' | 'most' | 'sumCents'>,
	options: readonly VotingOption[],
	locale: string
): Pick<Question, 'type' | 'config'> {
	const listed = options.map(({ number, title, costCents }) => ({
		id: optionId(number),
		label: { [locale]: title },
		costCents
	}));
	if (question === 'budget')
		return { type: question, config: { projects: listed, budgetCents: sumCents, max: null } };
	const config = {
		// A choice knows no costs, people do.
		options: options.map(({ number, title, costCents }) => ({
			id: optionId(number),
			label: { [locale]: `${title} (${formatSum(costCents, locale)})` }
		})),
		min: 1,
		max: Math.min(most ?? 1, listed.length),
		noneOfThese: false
	};
	return { type: question, config };
}
