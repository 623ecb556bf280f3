import { documentProblems } from '../../../platform/documents/problem-text.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { moneyProblems } from '../../../platform/money-problem.ts';
import { formatCents } from '../../../platform/money.ts';
import type { FundRules } from '../round/rules.ts';
import { earliestStart } from './checks.ts';
import { neededShare, type Sums } from './sums.ts';

/** What a complaint names: limits of the round and sums of the plan. */
export type ProblemFacts = Readonly<{
	rules: FundRules;
	sums: Sums;
	/** Day from which the lead time counts, YYYY-MM-DD. */
	submittedOn: string;
	locale: Locale;
}>;

const euros = (cents: number | null, { locale }: ProblemFacts) => formatCents(cents ?? 0, locale);

const withFacts: Readonly<Record<string, (facts: ProblemFacts) => string>> = {
	starts_too_soon: ({ rules, submittedOn, locale }) =>
		m.fundapply_problem_starts_too_soon({
			day: dayText(earliestStart(rules, submittedOn), locale)
		}),
	lasts_too_long: ({ rules, locale }) =>
		m.fundapply_problem_lasts_too_long({ days: formatCount(rules.longestDays ?? 0, locale) }),
	grant_below_floor: (facts) =>
		m.fundapply_problem_grant_below_floor({ sum: euros(facts.rules.floorCents, facts) }),
	grant_above_ceiling: (facts) =>
		m.fundapply_problem_grant_above_ceiling({ sum: euros(facts.rules.ceilingCents, facts) }),
	sum_short: (facts) => m.fundapply_problem_sum_short({ sum: euros(facts.sums.gap, facts) }),
	sum_over: (facts) => m.fundapply_problem_sum_over({ sum: euros(-facts.sums.gap, facts) }),
	share_too_small: (facts) =>
		m.fundapply_problem_share_too_small({
			percent: formatCount(facts.rules.ownSharePercent, facts.locale),
			sum: euros(neededShare(facts.sums.costs, facts.rules.ownSharePercent), facts)
		})
};

const texts: Readonly<Record<string, () => string>> = {
	...moneyProblems,
	...documentProblems,
	missing: m.fundapply_problem_missing,
	choice_invalid: m.fundapply_problem_choice_invalid,
	text_too_long: m.fundapply_problem_text_too_long,
	number_invalid: m.fundapply_problem_number_invalid,
	number_out_of_range: m.fundapply_problem_number_invalid,
	date_invalid: m.fundapply_problem_date_invalid,
	email_invalid: m.fundapply_problem_email_invalid,
	hours_invalid: m.fundapply_problem_hours_invalid,
	point_invalid: m.fundapply_problem_point_invalid,
	point_outside: m.fundapply_problem_point_outside,
	costs_missing: m.fundapply_problem_costs_missing,
	declarations_missing: m.fundapply_problem_declarations_missing,
	too_many_lines: m.fundapply_problem_too_many_lines,
	category_excluded: m.fundapply_problem_category_excluded,
	ends_before_start: m.fundapply_problem_ends_before_start,
	round_closed: m.fundapply_problem_round_closed,
	application_incomplete: m.fundapply_problem_incomplete,
	changed_meanwhile: m.fundapply_problem_changed_meanwhile,
	not_possible_now: m.fundapply_problem_not_possible_now,
	money_was_paid: m.fundapply_problem_money_was_paid,
	answer_too_late: m.fundapply_problem_answer_too_late,
	draft_too_large: m.fundapply_problem_draft_too_large,
	body_too_large: m.fundapply_problem_body_too_large,
	uploads_busy: m.fundapply_problem_busy,
	too_many_drafts: m.fundapply_problem_busy,
	being_decided: m.fundapply_problem_being_decided,
	attachment_was_seen: m.fundapply_problem_attachment_was_seen,
	bound_already: m.fundapply_problem_bound_already,
	organisation_unknown: m.fundapply_problem_organisation_unknown,
	not_allowed: m.fundapply_problem_organisation_unknown
};

/** A reason code in the reader's language. */
export const problemText = (reason: string, facts: ProblemFacts): string =>
	withFacts[reason]?.(facts) ?? plainProblemText(reason);

/** The same for what names no limit. */
export const plainProblemText = (reason: string): string =>
	(texts[reason] ?? m.fundapply_problem_other)();
