import { activityProblems } from '../../../core/activities/problem-text.ts';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { moneyProblems } from '../../../platform/money-problem.ts';

export const roundStatusNames: Readonly<Record<ActivityStatus, () => string>> = {
	draft: m.fundstaff_round_draft,
	announced: m.fundstaff_round_announced,
	running: m.fundstaff_round_running,
	finished: m.fundstaff_round_finished,
	archived: m.fundstaff_round_archived
};

/** Why a use case of rounds, pots or the review said no, by its reason code. */
const refusals: Readonly<Record<string, () => string>> = {
	...activityProblems,
	...moneyProblems,
	amount_invalid: m.fundstaff_refused_amount_invalid,
	not_allowed: m.fundstaff_refused_not_allowed,
	not_possible_now: m.fundstaff_refused_not_possible_now,
	changed_meanwhile: m.fundstaff_refused_changed_meanwhile,
	archived: m.fundstaff_refused_archived,
	round_not_empty: m.fundstaff_refused_round_not_empty,
	slug_taken: m.fundstaff_refused_slug_taken,
	slug_invalid: m.fundstaff_refused_slug_invalid,
	slug_final: m.fundstaff_refused_slug_final,
	pot_unknown: m.fundstaff_refused_pot_unknown,
	pot_final: m.fundstaff_refused_pot_final,
	pot_exists: m.fundstaff_refused_pot_exists,
	pot_exhausted: m.fundstaff_refused_pot_exhausted,
	place_final: m.fundstaff_refused_place_final,
	year_invalid: m.fundstaff_refused_year_invalid,
	number_invalid: m.fundstaff_refused_number_invalid,
	out_of_range: m.fundstaff_refused_out_of_range,
	choice_invalid: m.fundstaff_refused_choice_invalid,
	floor_above_ceiling: m.fundstaff_refused_floor_above_ceiling,
	competence_missing: m.fundstaff_refused_competence_missing,
	last_has_no_limit: m.fundstaff_refused_last_has_no_limit,
	limit_missing: m.fundstaff_refused_limit_missing,
	body_out_of_order: m.fundstaff_refused_body_out_of_order,
	limit_not_higher: m.fundstaff_refused_limit_not_higher,
	reason_missing: m.fundstaff_refused_reason_missing,
	due_passed: m.fundstaff_refused_due_passed,
	due_too_far: m.fundstaff_refused_due_too_far,
	body_not_competent: m.fundstaff_refused_body_not_competent,
	granted_above_asked: m.fundstaff_refused_granted_above_asked,
	conditions_missing: m.fundstaff_refused_conditions_missing,
	paper_missing: m.fundstaff_refused_paper_missing,
	jury_decides_in_meeting: m.fundstaff_refused_jury_decides_in_meeting,
	not_deferred: m.fundstaff_refused_not_deferred,
	vote_open: m.fundstaff_refused_vote_open
};

export const refusalText = (reason: string): string =>
	(refusals[reason] ?? m.fundstaff_refused_input_invalid)();

/** The same for a field; nothing where nothing is wrong. */
export const fieldProblem = (
	fields: Readonly<Record<string, string>> | undefined,
	name: string
): string | undefined => {
	const reason = fields?.[name];
	return reason === undefined ? undefined : refusalText(reason);
};
