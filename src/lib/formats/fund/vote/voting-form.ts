import { typedText } from '../../../core/activities/activity-form.ts';
import { fromLocal, toLocal } from '../../../platform/local-time.ts';
import { centsAsInput, centsOrNaN } from '../../../platform/money.ts';
import type { Voting } from './voting.ts';

/** The settings as they were typed, so that nothing is lost after a refusal. */
export type VotingValues = Readonly<
	Record<'question' | 'most' | 'sum' | 'rule' | 'closesAt' | 'revision', string>
>;

export const votingValuesOf = (voting: Voting | null): VotingValues => ({
	question: voting?.question ?? 'budget',
	most: voting?.most ? String(voting.most) : '',
	sum: voting ? centsAsInput(voting.sumCents) : '',
	rule: voting?.rule ?? 'equalShares',
	closesAt: toLocal(voting?.closesAt ?? null),
	revision: voting ? String(voting.revision) : ''
});

export const typedVoting = (form: FormData): VotingValues => ({
	question: typedText(form, 'question'),
	most: typedText(form, 'most'),
	sum: typedText(form, 'sum'),
	rule: typedText(form, 'rule'),
	closesAt: typedText(form, 'closesAt'),
	revision: typedText(form, 'revision')
});

/** What was typed, for `votingInput` to check; the sum stands in the field `sum`. */
export const votingOfForm = ({ question, most, sum, rule, closesAt }: VotingValues) => ({
	question: question as Voting['question'],
	most: most === '' ? null : Number(most),
	sumCents: centsOrNaN(sum),
	rule: rule as Voting['rule'],
	closesAt: fromLocal(closesAt)
});
