import { clockText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Source, Way } from '../rules.ts';

type Text = () => string;

/** How a contribution came in, as a sentence. */
export const sourceText: Readonly<Record<Source, Text>> = {
	phone: m.ideatalk_source_phone,
	street: m.ideatalk_source_street,
	walk: m.ideatalk_source_walk,
	paper: m.ideatalk_source_paper,
	import: m.ideatalk_source_import
};

/** How staff came by it, beside. */
export const wayText: Readonly<Record<Way, Text>> = {
	conversation: m.ideatalk_way_conversation,
	event: m.ideatalk_way_event,
	walk: m.ideatalk_way_walk,
	call: m.ideatalk_way_call,
	letter: m.ideatalk_way_letter,
	other: m.ideatalk_way_other
};

const problems: Readonly<Record<string, Text>> = {
	not_now_comment: m.ideatalk_problem_not_now_comment,
	not_now_support: m.ideatalk_problem_not_now_support,
	not_now_prioritise: m.ideatalk_problem_not_now_prioritise,
	own_idea: m.ideatalk_problem_own_idea,
	idea_merged: m.ideatalk_problem_idea_merged,
	idea_settled: m.ideatalk_problem_idea_settled,
	choices_used: m.ideatalk_problem_choices_used,
	archived: m.ideatalk_problem_archived,
	looks_automatic: m.ideatalk_problem_looks_automatic,
	too_many_comments: m.ideatalk_problem_too_many_comments,
	comment_unknown: m.ideatalk_problem_comment_unknown,
	not_allowed: m.ideatalk_problem_not_allowed,
	text_missing: m.ideatalk_problem_text_missing,
	text_too_long: m.ideatalk_problem_text_too_long,
	email_missing: m.ideatalk_problem_email_missing,
	email_invalid: m.ideatalk_problem_email_invalid
};

/** What a refusal says to whoever wanted something of an idea. @param until of a limit, ISO 8601 */
export function problemText(reason: string, until?: string): string {
	if (reason === 'too_many_attempts' && until)
		return m.ideatalk_problem_too_many_mails({ time: clockText(new Date(until)) });
	return (problems[reason] ?? m.ideatalk_problem_refused)();
}
