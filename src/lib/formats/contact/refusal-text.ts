import { activityProblems } from '../../core/activities/problem-text.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';

/** Why a use case of contact points said no, by its reason code. */
const refusals: Readonly<Record<string, () => string>> = {
	...activityProblems,
	not_allowed: m.contact_refused_not_allowed,
	not_possible_now: m.contact_refused_not_possible_now,
	changed_meanwhile: m.contact_refused_changed_meanwhile,
	archived: m.contact_refused_not_taken_now,
	not_taken_now: m.contact_refused_not_taken_now,
	message_gone: m.contact_refused_message_gone,
	too_many_messages: m.contact_refused_too_many_messages,
	slug_taken: m.contact_refused_slug_taken,
	slug_invalid: m.contact_refused_slug_invalid,
	slug_final: m.contact_refused_slug_final,
	place_final: m.contact_refused_place_final,
	point_not_empty: m.contact_refused_point_not_empty,
	topic_missing: m.contact_refused_topic_missing,
	choice_missing: m.contact_refused_choice_missing,
	choice_invalid: m.contact_refused_choice_invalid,
	number_invalid: m.contact_refused_number_invalid,
	out_of_range: m.contact_refused_out_of_range,
	day_ahead: m.contact_refused_day_ahead,
	text_missing: m.contact_refused_text_missing,
	too_long: m.activities_refused_text_too_long,
	not_an_email: m.auth_reason_not_an_email
};

export const refusalText = (reason: string): string =>
	(refusals[reason] ?? m.contact_refused_input_invalid)();

type Fields = Readonly<Record<string, string>> | undefined;

/** The same for a field or for one entry of its list; nothing where nothing is wrong. */
export function fieldProblem(fields: Fields, name: string): string | undefined {
	const at = Object.keys(fields ?? {}).find(
		(field) => field === name || field.startsWith(`${name}.`)
	);
	return at === undefined ? undefined : refusalText(fields![at]!);
}
