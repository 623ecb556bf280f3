import { m } from '../../../platform/i18n/paraglide/messages.js';

const texts: Readonly<Record<string, () => string>> = {
	code_malformed: m.join_problem_code_malformed,
	code_unknown: m.join_problem_code_unknown,
	code_expired: m.join_problem_code_expired,
	organisation_missing: m.join_problem_organisation_missing,
	organisation_unknown: m.join_problem_organisation_unknown,
	organisation_too_long: m.join_problem_organisation_too_long,
	seat_needed: m.liveroom_seat_needed,
	seat_missing: m.liveroom_seat_missing,
	seat_malformed: m.liveroom_refused_seat_malformed,
	seat_unknown: m.liveroom_refused_seat_unknown,
	seat_used: m.liveroom_seat_used,
	too_many_codes: m.liveroom_seat_too_many,
	question_closed: m.join_problem_question_closed,
	round_over: m.join_problem_round_over,
	vote_final: m.join_problem_vote_final,
	busy: m.join_problem_busy,
	joins_busy: m.join_problem_joins_busy,
	session_ended: m.join_problem_session_ended,
	session_locked: m.livepace_problem_session_locked,
	leaderboard_off: m.livequiz_problem_off,
	name_final: m.livequiz_problem_name_final,
	reactions_off: m.livepace_problem_reactions_off,
	participant_unknown: m.join_problem_participant_unknown,
	answer_invalid: m.join_problem_answer_invalid
};

/** What a refusal of the live service says to a participant, in the language of the page. */
export const problemText = (reason: string): string => (texts[reason] ?? m.join_problem_refused)();

/** What the phone's script may have to say: key to text. */
export const phrases = (): Record<string, string> => ({
	sending: m.join_status_sending(),
	saved: m.join_status_saved(),
	offline: m.join_status_offline(),
	counted: m.join_status_counted(),
	stale_open: m.join_stale_open(),
	stale_closed: m.join_stale_closed(),
	stale_kept: m.join_stale_kept(),
	refused: m.join_problem_refused(),
	...Object.fromEntries(
		['question_closed', 'round_over', 'vote_final', 'session_ended'].map((reason) => [
			reason,
			problemText(reason)
		])
	),
	code_unknown: m.join_problem_code_expired(),
	code_expired: m.join_problem_code_expired()
});
