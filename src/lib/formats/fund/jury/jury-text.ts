import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { AgendaState, Choice, MeetingState } from './vote.ts';

export const choiceNames = {
	yes: m.fundjury_yes,
	no: m.fundjury_no,
	abstain: m.fundjury_abstain
} as const satisfies Record<Choice, unknown>;

export const meetingStateNames: Readonly<Record<MeetingState, () => string>> = {
	planned: m.fundjury_meeting_planned,
	open: m.fundjury_meeting_open,
	closed: m.fundjury_meeting_closed
};

export const agendaStateNames: Readonly<Record<AgendaState, () => string>> = {
	waiting: m.fundjury_item_state_waiting,
	voting: m.fundjury_item_state_voting,
	decided: m.fundjury_item_state_decided,
	postponed: m.fundjury_item_state_postponed
};

/** Titles of the documents that a meeting leaves. */
export const juryTitle = {
	minutes: (heldAt: Date, locale: string): string =>
		m.fundjury_minutes_title({ day: dayText(heldAt, inLocale(locale).locale) }, inLocale(locale)),
	decisions: (heldAt: Date, locale: string): string =>
		m.fundjury_decisions_title({ day: dayText(heldAt, inLocale(locale).locale) }, inLocale(locale))
};

/** Why a use case said no, by its reason code. */
const refusals: Readonly<Record<string, () => string>> = {
	not_allowed: m.fundjury_refused_not_allowed,
	not_possible_now: m.fundjury_refused_not_possible_now,
	changed_meanwhile: m.fundjury_refused_changed_meanwhile,
	archived: m.fundjury_refused_archived,
	meeting_has_begun: m.fundjury_refused_meeting_has_begun,
	meeting_not_closed: m.fundjury_refused_meeting_not_closed,
	points_missing: m.fundjury_refused_points_missing,
	points_out_of_range: m.fundjury_refused_points_out_of_range,
	text_too_long: m.fundjury_refused_text_too_long,
	reason_missing: m.fundjury_refused_reason_missing,
	conditions_missing: m.fundjury_refused_conditions_missing,
	juror_unknown: m.fundjury_refused_juror_unknown,
	already_declared: m.fundjury_refused_already_declared,
	conflict_unknown: m.fundjury_refused_conflict_unknown,
	time_missing: m.fundjury_refused_time_missing,
	location_missing: m.fundjury_refused_location_missing,
	number_invalid: m.fundjury_refused_number_invalid,
	out_of_range: m.fundjury_refused_out_of_range,
	quorum_too_low: m.fundjury_refused_quorum_too_low,
	nothing_chosen: m.fundjury_refused_nothing_chosen,
	not_ready: m.fundjury_refused_not_ready,
	on_an_agenda: m.fundjury_refused_on_an_agenda,
	agenda_empty: m.fundjury_refused_agenda_empty,
	nobody_to_invite: m.fundjury_refused_nobody_to_invite,
	items_open: m.fundjury_refused_items_open,
	changed_since_vote_opened: m.fundjury_refused_changed_since_vote_opened,
	vote_open: m.fundjury_refused_vote_open,
	proposal_missing: m.fundjury_refused_proposal_missing,
	quorum_missing: m.fundjury_refused_quorum_missing,
	choice_missing: m.fundjury_refused_choice_missing,
	choice_invalid: m.fundjury_refused_choice_missing,
	vote_closed: m.fundjury_refused_vote_closed,
	voted_already: m.fundjury_refused_voted_already,
	not_present: m.fundjury_refused_not_present,
	vote_is_secret: m.fundjury_refused_vote_is_secret,
	juror_not_entitled: m.fundjury_refused_juror_not_entitled,
	votes_invalid: m.fundjury_refused_number_invalid,
	more_votes_than_jurors: m.fundjury_refused_more_votes_than_jurors,
	pot_exhausted: m.fundjury_refused_pot_exhausted,
	granted_above_asked: m.fundjury_refused_granted_above_asked,
	body_not_competent: m.fundjury_refused_body_not_competent,
	amount_missing: m.fundjury_refused_amount_missing,
	amount_not_a_number: m.fundjury_refused_amount_invalid,
	amount_too_precise: m.fundjury_refused_amount_invalid,
	amount_negative: m.fundjury_refused_amount_invalid,
	amount_too_large: m.fundjury_refused_amount_invalid
};

export const refusalText = (reason: string): string =>
	(refusals[reason] ?? m.fundjury_refused_input_invalid)();

/** The same for a field; nothing where nothing is wrong. */
export const fieldProblem = (
	fields: Readonly<Record<string, string>> | undefined,
	name: string
): string | undefined => {
	const reason = fields?.[name];
	return reason === undefined ? undefined : refusalText(reason);
};

/** "Sitzung am 3. März 2026" */
export const meetingName = (heldAt: Date, locale: string): string =>
	m.fundjury_meeting_on({ day: dayText(heldAt, inLocale(locale).locale) });
