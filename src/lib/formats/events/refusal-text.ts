import { activityProblems } from '../../core/activities/problem-text.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { pictureProblems } from '../../platform/pictures/problem-text.ts';

/** Why a use case of series and events said no, by its reason code. */
const refusals: Readonly<Record<string, () => string>> = {
	...activityProblems,
	not_allowed: m.events_refused_not_allowed,
	not_possible_now: m.events_refused_not_possible_now,
	changed_meanwhile: m.events_refused_changed_meanwhile,
	archived: m.events_refused_archived,
	series_closed: m.events_refused_series_closed,
	only_invited: m.events_refused_only_invited,
	series_not_empty: m.events_refused_series_not_empty,
	not_entered_by_staff: m.events_refused_not_entered_by_staff,
	slug_taken: m.events_refused_slug_taken,
	slug_invalid: m.events_refused_slug_invalid,
	slug_final: m.events_refused_slug_final,
	place_final: m.events_refused_place_final,
	kind_final: m.events_refused_kind_final,
	theme_in_use: m.events_refused_theme_in_use,
	theme_twice: m.events_refused_theme_twice,
	theme_unknown: m.events_refused_theme_unknown,
	dates_outside: m.events_refused_dates_outside,
	day_missing: m.events_refused_day_missing,
	running_has_no_end: m.events_refused_running_has_no_end,
	after_the_end: m.events_refused_after_the_end,
	number_invalid: m.events_refused_number_invalid,
	out_of_range: m.events_refused_out_of_range,
	out_of_order: m.events_refused_out_of_order,
	choice_invalid: m.events_refused_choice_invalid,
	choice_missing: m.events_refused_choice_missing,
	moment_missing: m.events_refused_moment_missing,
	moment_invalid: m.events_refused_moment_invalid,
	moment_passed: m.events_refused_moment_passed,
	too_long_for_one_date: m.events_refused_too_long_for_one_date,
	rule_unreadable: m.events_refused_rule_invalid,
	rule_too_fine: m.events_refused_rule_too_fine,
	rule_unsupported: m.events_refused_rule_unsupported,
	outside_period: m.events_refused_outside_period,
	no_dates: m.events_refused_no_dates,
	place_elsewhere: m.events_refused_place_elsewhere,
	not_degrees: m.events_refused_not_degrees,
	amount_invalid: m.events_refused_amount_invalid,
	consent_missing: m.events_refused_consent_missing,
	text_missing: m.events_refused_text_missing,
	text_too_long: m.events_refused_text_too_long,
	reason_missing: m.events_refused_reason_missing,
	one_host: m.events_refused_one_host,
	nobody_chosen: m.events_refused_nobody_chosen,
	without_address: m.events_refused_without_address,
	invitation_unknown: m.events_refused_invitation_unknown,
	registration_closed: m.eventsreg_refused_closed,
	registration_not_open_yet: m.eventsreg_refused_not_open_yet,
	registration_full: m.eventsreg_refused_full,
	too_many_registrations: m.eventsreg_refused_busy,
	date_cancelled: m.eventsreg_refused_date_cancelled,
	offer_expired: m.eventsreg_refused_offer_expired,
	not_more_while_waiting: m.eventsreg_refused_not_more_while_waiting,
	too_many_places: m.eventsreg_refused_too_many_places,
	guardian_missing: m.eventsreg_refused_guardian_missing,
	email_missing: m.eventsreg_refused_email_missing,
	kind_missing: m.eventsreg_refused_kind_missing,
	kind_in_use: m.eventsreg_refused_kind_in_use,
	quota_missing: m.eventsreg_refused_quota_missing,
	quota_in_use: m.eventsreg_refused_quota_in_use,
	question_invalid: m.eventsquestions_refused_invalid,
	question_unknown: m.eventsquestions_refused_unknown,
	question_answered: m.eventsquestions_refused_answered,
	too_many_questions: m.eventsquestions_refused_too_many,
	quota_unknown: m.eventsquestions_refused_quota_unknown,
	count_too_early: m.eventscount_refused_too_early,
	count_of_cancelled: m.eventscount_refused_cancelled,
	count_of_not_held: m.eventscount_refused_not_held,
	counted_meanwhile: m.eventscount_refused_meanwhile,
	nobody_counted: m.eventscount_refused_number_missing,
	document_too_early: m.eventsdocumentation_refused_too_early,
	document_not_held: m.eventsdocumentation_refused_not_held,
	photo_missing: m.eventsdocumentation_refused_photo_missing,
	photo_consent_missing: m.eventsdocumentation_refused_consent,
	description_missing: m.eventsdocumentation_refused_description,
	too_many_photos: m.eventsdocumentation_refused_too_many_photos,
	photo_unknown: m.eventsdocumentation_refused_photo_gone,
	...pictureProblems,
	body_too_large: m.pictures_problem_too_large,
	ticket_invalid: m.eventsdoor_refused_ticket_invalid,
	ticket_unknown: m.eventsdoor_refused_ticket_unknown,
	ticket_other_date: m.eventsdoor_refused_ticket_other_date,
	ticket_twice: m.eventsdoor_refused_ticket_twice,
	guest_unknown: m.eventsdoor_refused_guest_unknown,
	guest_waiting: m.eventsdoor_refused_guest_waiting,
	guest_cancelled: m.eventsdoor_refused_guest_cancelled,
	already_in: m.eventsdoor_refused_already_in,
	you_are_in: m.eventsdoor_refused_you_are_in,
	too_many_people: m.eventsdoor_refused_too_many_people,
	check_in_unknown: m.eventsdoor_refused_check_in_unknown,
	door_not_open_yet: m.eventsdoor_refused_not_open_yet,
	door_closed: m.eventsdoor_refused_closed,
	date_not_held: m.eventsdoor_refused_not_held,
	feedback_not_yet: m.eventsfeedback_refused_not_yet,
	feedback_closed: m.eventsfeedback_refused_closed,
	too_much_feedback: m.eventsfeedback_refused_busy,
	code_unknown: m.eventsfeedback_refused_code_unknown,
	code_used: m.eventsfeedback_refused_code_used,
	no_code_left: m.eventsfeedback_refused_no_code_left,
	face_missing: m.eventsfeedback_refused_face_missing,
	remind_too_late: m.eventsfollowup_refused_remind_too_late,
	least_too_small: m.eventsfollowup_refused_least,
	followup_unknown: m.eventsfollowup_refused_unknown,
	followup_begun: m.eventsfollowup_refused_begun,
	followup_too_early: m.eventsfollowup_refused_too_early,
	followup_not_held: m.eventsfollowup_refused_not_held,
	followup_without_questions: m.eventsfollowup_refused_without_questions,
	followup_not_yet: m.eventsfollowup_refused_not_yet,
	followup_closed: m.eventsfollowup_refused_closed,
	followup_code_unknown: m.eventsfeedback_refused_code_unknown,
	followup_code_used: m.eventsfeedback_refused_code_used,
	answers_invalid: m.eventsfollowup_refused_answers,
	nothing_answered: m.eventsfollowup_refused_nothing,
	not_an_email: m.auth_reason_not_an_email,
	not_a_phone_number: m.org_reason_not_a_phone_number
};

export const refusalText = (reason: string): string =>
	(refusals[reason] ?? m.events_refused_input_invalid)();

type Fields = Readonly<Record<string, string>> | undefined;

/** The same for a field or for one entry of its list; nothing where nothing is wrong. */
export function fieldProblem(fields: Fields, name: string): string | undefined {
	const at = Object.keys(fields ?? {}).find(
		(field) => field === name || field.startsWith(`${name}.`)
	);
	return at === undefined ? undefined : refusalText(fields![at]!);
}

/** Of the form of an event, whose fields are the schema's but for the moments. */
export const eventProblem =
	(fields: Fields) =>
	(name: string): string | undefined => {
		const other = { starts: 'startsLocal', ends: 'minutes', repeat: 'rule' }[name];
		return fieldProblem(fields, name) ?? (other && fieldProblem(fields, other));
	};
