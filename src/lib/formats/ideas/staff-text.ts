import { activityProblems } from '../../core/activities/problem-text.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { ActivityStatus } from '../../core/activities/run.ts';
import type { Act, PhaseKind } from './rules.ts';

type Texts<Key extends string> = Readonly<Record<Key, () => string>>;

export const mapStatusText: Texts<ActivityStatus> = {
	draft: m.ideastaff_map_draft,
	announced: m.ideastaff_map_announced,
	running: m.ideastaff_map_running,
	finished: m.ideastaff_map_finished,
	archived: m.ideastaff_map_archived
};

export const phaseText: Texts<PhaseKind> = {
	collect: m.ideastaff_phase_collect,
	discuss: m.ideastaff_phase_discuss,
	support: m.ideastaff_phase_support,
	prioritise: m.ideastaff_phase_prioritise,
	report: m.ideastaff_phase_report
};

export const actText: Texts<Act> = {
	contribute: m.ideastaff_act_contribute,
	comment: m.ideastaff_act_comment,
	support: m.ideastaff_act_support,
	prioritise: m.ideastaff_act_prioritise
};

/** Why a use case said no, by its reason code. */
const refusals: Readonly<Record<string, () => string>> = {
	...activityProblems,
	not_allowed: m.ideastaff_refused_not_allowed,
	not_possible_now: m.ideastaff_refused_not_possible_now,
	changed_meanwhile: m.ideastaff_refused_changed_meanwhile,
	archived: m.ideastaff_refused_archived,
	map_not_empty: m.ideastaff_refused_map_not_empty,
	slug_taken: m.ideastaff_refused_slug_taken,
	slug_invalid: m.ideastaff_refused_slug_invalid,
	slug_final: m.ideastaff_refused_slug_final,
	place_final: m.ideastaff_refused_place_final,
	category_used: m.ideastaff_refused_category_used,
	category_missing: m.ideastaff_refused_category_missing,
	category_unknown: m.ideastaff_refused_category_unknown,
	phase_missing: m.ideastaff_refused_phase_missing,
	not_a_number: m.ideastaff_refused_not_a_number,
	out_of_range: m.ideastaff_refused_out_of_range,
	choice_invalid: m.ideastaff_refused_choice_invalid,
	outside_changed: m.ideastaff_refused_outside_changed,
	idea_unknown: m.ideastaff_refused_idea_unknown,
	idea_missing: m.ideastaff_refused_idea_missing,
	idea_not_public: m.ideastaff_refused_idea_not_public,
	idea_merged: m.ideastaff_refused_idea_merged,
	answered_meanwhile: m.ideastaff_refused_answered_meanwhile,
	step_not_possible: m.ideastaff_refused_step_not_possible,
	due_passed: m.ideastaff_refused_due_passed,
	status_missing: m.ideastaff_refused_status_missing,
	answer_unknown: m.ideastaff_refused_answer_unknown,
	already_taken_back: m.ideastaff_refused_already_taken_back,
	already_merged: m.ideastaff_refused_already_merged,
	merge_same: m.ideastaff_refused_merge_same,
	merge_unknown: m.ideastaff_refused_merge_unknown,
	already_undone: m.ideastaff_refused_already_undone,
	carrier_unknown: m.ideastaff_refused_carrier_unknown,
	has_project: m.ideastaff_refused_has_project,
	same_status: m.ideastaff_refused_same_status,
	step_before_last: m.ideastaff_refused_step_before_last,
	step_in_future: m.ideastaff_refused_step_in_future,
	project_unknown: m.ideastaff_refused_project_unknown
};

export const refusalText = (reason: string): string =>
	(refusals[reason] ?? m.ideastaff_refused_input_invalid)();

/** The same for a field; nothing where nothing is wrong. */
export const fieldProblem = (
	fields: Readonly<Record<string, string>> | undefined,
	name: string
): string | undefined => {
	const reason = fields?.[name];
	return reason === undefined ? undefined : refusalText(reason);
};

/** Which ideas need an answer, for the filter of the list. */
export const dueText: Readonly<Record<'all' | 'overdue' | 'unanswered', () => string>> = {
	all: m.moderation_filter_all,
	overdue: m.ideastaff_due_overdue,
	unanswered: m.ideastaff_due_unanswered
};
