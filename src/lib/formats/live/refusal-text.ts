import { m } from '../../platform/i18n/paraglide/messages.js';

/** Why a use case of the moderators said no, by its reason code. */
const texts: Readonly<Record<string, () => string>> = {
	state_moved_on: m.live_refused_state_moved_on,
	not_possible_now: m.live_refused_not_possible_now,
	no_further_question: m.live_refused_no_further_question,
	no_result_yet: m.live_refused_no_result_yet,
	few_ballots: m.live_refused_few_ballots,
	question_unknown: m.live_refused_question_unknown,
	question_voted: m.live_refused_question_voted,
	question_invalid: m.live_refused_question_invalid,
	too_many_questions: m.live_refused_too_many_questions,
	session_over: m.live_refused_session_over,
	session_began: m.live_refused_session_began,
	archived: m.live_refused_archived,
	not_allowed: m.live_refused_not_allowed,
	entry_invalid: m.live_refused_entry_invalid,
	round_unknown: m.live_refused_entry_invalid,
	place_missing: m.live_refused_place_missing,
	place_final: m.live_refused_place_final,
	organisation_final: m.live_refused_organisation_final,
	organisation_unknown: m.org_reason_organisation_unknown,
	measure_unknown: m.live_refused_measure_unknown,
	text_missing: m.live_refused_text_missing,
	text_too_long: m.live_refused_text_too_long,
	language_missing: m.live_refused_language_missing,
	moment_invalid: m.live_refused_moment_invalid,
	day_invalid: m.live_refused_day_invalid,
	ends_before_start: m.live_refused_ends_before_start,
	retention_too_short: m.live_refused_retention_too_short,
	retention_too_long: m.live_refused_retention_too_long,
	too_many: m.live_refused_too_many
};

export const refusalText = (reason: string): string =>
	(texts[reason] ?? m.live_refused_input_invalid)();

/** The same for a field; nothing where nothing is wrong. */
export const fieldProblem = (
	fields: Readonly<Record<string, string>> | undefined,
	name: string
): string | undefined => {
	const reason = fields?.[name];
	return reason === undefined ? undefined : refusalText(reason);
};
