import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Voting } from './voting.ts';

export const questionNames = {
	budget: m.fundvote_question_budget,
	choice: m.fundvote_question_choice
} as const;

export const ruleNames = {
	greedy: m.fundvote_rule_greedy,
	equalShares: m.fundvote_rule_shares
} as const;

/** How winners are found, in a few sentences. */
export const ruleTexts = {
	greedy: m.fundvote_rule_greedy_text,
	equalShares: m.fundvote_rule_shares_text
} as const;

export const stateNames: Readonly<Record<Voting['state'], () => string>> = {
	draft: m.fundvote_state_draft,
	open: m.fundvote_state_open,
	closed: m.fundvote_state_closed
};

/** Why the office's step was refused. */
const reasons: Readonly<Record<string, () => string>> = {
	changed_meanwhile: m.fundvote_reason_changed,
	not_possible_now: m.fundvote_reason_not_now,
	archived: m.fundvote_reason_not_now,
	round_hidden: m.fundvote_reason_round_hidden,
	too_few_options: m.fundvote_reason_too_few,
	too_many_options: m.fundvote_reason_too_many,
	option_above_sum: m.fundvote_reason_above_sum,
	closes_in_past: m.fundvote_reason_past,
	not_allowed: m.fundvote_reason_not_allowed,
	input_invalid: m.fundvote_reason_fields
};
export const reasonText = (reason: string): string =>
	(reasons[reason] ?? m.fundvote_problem_unknown)();

/** What is wrong with a field of the office's form. */
const problems: Readonly<Record<string, () => string>> = {
	number_missing: m.fundvote_field_number,
	number_invalid: m.fundvote_field_number,
	out_of_range: m.fundvote_field_number,
	amount_invalid: m.questions_budget_config_amount_invalid,
	amount_missing: m.questions_budget_config_amount_too_small,
	amount_too_large: m.questions_budget_config_amount_too_large,
	date_invalid: m.fundvote_field_date,
	choice_invalid: m.fundvote_field_choice
};
export const fieldText = (reason: string | undefined): string | undefined =>
	reason === undefined ? undefined : (problems[reason] ?? m.fundvote_problem_unknown)();
