import { activityProblems } from '../../core/activities/problem-text.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';

/** Why a use case of the moderators said no, by its reason code. */
const texts: Readonly<Record<string, () => string>> = {
	...activityProblems,
	state_moved_on: m.live_refused_state_moved_on,
	not_possible_now: m.live_refused_not_possible_now,
	no_further_question: m.live_refused_no_further_question,
	no_result_yet: m.live_refused_no_result_yet,
	few_ballots: m.live_refused_few_ballots,
	question_unknown: m.live_refused_question_unknown,
	question_voted: m.live_refused_question_voted,
	question_invalid: m.live_refused_question_invalid,
	too_many_questions: m.live_refused_too_many_questions,
	bank_pictures: m.livebank_refused_pictures,
	bank_kept: m.livebank_refused_kept,
	bank_type_final: m.livebank_refused_type_final,
	bank_moved_on: m.livebank_refused_moved_on,
	bank_archived: m.livebank_refused_archived,
	bank_language_missing: m.livebank_refused_language_missing,
	bank_nothing_chosen: m.livebank_refused_nothing_chosen,
	bank_unknown: m.livebank_refused_unknown,
	picture_missing: m.questionsplaces_refused_picture_missing,
	picture_unknown: m.questionsplaces_refused_picture_unknown,
	picture_shown: m.questionsplaces_refused_picture_shown,
	too_many_pictures: m.questionsplaces_refused_too_many,
	alt_missing: m.questionsplaces_refused_alt_missing,
	alt_too_long: m.questionsplaces_refused_alt_too_long,
	picture_too_large: m.questionsplaces_refused_large,
	picture_heic: m.questionsplaces_refused_heic,
	picture_kind: m.questionsplaces_refused_kind,
	picture_too_many_pixels: m.questionsplaces_refused_pixels,
	picture_broken: m.questionsplaces_refused_broken,
	pictures_busy: m.questionsplaces_refused_busy,
	uploads_busy: m.questionsplaces_refused_busy,
	body_too_large: m.questionsplaces_refused_large,
	session_over: m.live_refused_session_over,
	session_began: m.live_refused_session_began,
	archived: m.live_refused_archived,
	not_allowed: m.live_refused_not_allowed,
	entry_invalid: m.live_refused_entry_invalid,
	round_unknown: m.live_refused_entry_invalid,
	entry_not_running: m.liveroom_refused_not_running,
	entry_shown: m.liveroom_refused_shown,
	hands_moved_on: m.liveroom_refused_hands_moved_on,
	hands_impossible: m.liveroom_refused_hands_impossible,
	hands_too_many: m.liveroom_refused_hands_too_many,
	hands_above_present: m.liveroom_refused_hands_above_present,
	number_invalid: m.liveroom_refused_number,
	nothing_entered: m.liveroom_refused_nothing_entered,
	paper_unknown: m.liveroom_refused_paper_unknown,
	too_many_papers: m.liveroom_refused_too_many_papers,
	tablet_paced: m.liveroom_tablet_paced,
	seats_final: m.liveroom_refused_seats_final,
	seats_invalid: m.liveroom_refused_seats_number,
	too_many_seats: m.liveroom_refused_too_many_seats,
	seat_malformed: m.liveroom_refused_seat_malformed,
	seat_unknown: m.liveroom_refused_seat_unknown,
	seat_used: m.liveroom_refused_seat_used_void,
	place_final: m.live_refused_place_final,
	organisation_final: m.live_refused_organisation_final,
	ask_unknown: m.liveask_refused_unknown,
	ask_not_public: m.liveask_refused_not_public,
	ask_merged: m.liveask_refused_merged,
	merge_into_itself: m.liveask_refused_merge_itself,
	answer_too_long: m.liveask_refused_answer_too_long,
	talk_moved_on: m.livemoderation_refused_moved_on,
	pace_final: m.livepace_refused_final,
	seconds_invalid: m.livequiz_refused_seconds,
	closes_past: m.livepace_refused_closes_past,
	moment_invalid: m.livepace_refused_moment,
	choice_invalid: m.livemoderation_refused_choice,
	background_unsuitable: m.livecross_refused_unsuitable,
	background_final: m.livecross_refused_final,
	crosstab_no_background: m.livecross_none_hint,
	crosstab_impossible: m.livecross_impossible,
	crosstab_open: m.livecross_refused_open,
	crosstab_made: m.livecross_refused_made,
	crosstab_few: m.livecross_refused_few
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
