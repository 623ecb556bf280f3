import { m } from '../../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../../platform/i18n/paraglide/runtime.js';
import { BallotRefusal } from '../ballot-refusal.ts';

/** What a refusal says to a person; why a ballot does not fit, its question says. */
export function voteProblemText(reason: string, locale: Locale, error: unknown): string {
	if (error instanceof BallotRefusal && reason === error.fields['answer'])
		return error.says(locale);
	const text = Object.entries(texts).find(([known]) => known === reason)?.[1];
	return (text ?? m.fundvote_problem_unknown)({}, { locale });
}

const texts = {
	vote_unknown: m.fundvote_problem_vote_unknown,
	vote_closed: m.fundvote_problem_closed,
	results_hidden: m.fundvote_problem_results_hidden,
	participant_unknown: m.fundvote_problem_participant_unknown,
	joins_busy: m.fundvote_problem_busy,
	unavailable: m.fundvote_problem_unavailable,
	answer_invalid: m.fundvote_problem_answer_invalid,
	input_invalid: m.fundvote_problem_answer_invalid,
	origin_foreign: m.fundvote_problem_origin_foreign,
	not_json: m.fundvote_problem_not_json,
	not_json_type: m.fundvote_problem_not_json,
	body_too_large: m.fundvote_problem_body_too_large
};
