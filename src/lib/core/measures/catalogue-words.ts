import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';

type Text = typeof m.plan_file_required;

const texts: Readonly<Record<string, Text>> = {
	file_too_long: m.plan_file_too_long,
	not_json: m.plan_file_not_json,
	required: m.plan_file_required,
	wrong_type: m.plan_file_wrong_type,
	not_allowed: m.plan_file_not_allowed,
	unknown_field: m.plan_file_unknown_field,
	too_long: m.plan_file_too_long_text,
	too_many: m.plan_file_too_many,
	not_a_key: m.plan_file_not_a_key,
	out_of_range: m.plan_file_out_of_range,
	not_a_name: m.plan_file_not_a_name,
	not_a_day: m.plan_file_not_a_day,
	no_measures: m.plan_file_no_measures,
	repeated: m.plan_file_repeated,
	in_another_plan: m.plan_file_in_another_plan,
	target_does_not_fit: m.plan_file_target_does_not_fit
};

/** What is wrong with a field of the catalogue. */
export function catalogueProblem(reason: string, locale: Locale): string {
	return (texts[reason] ?? m.plan_file_wrong_type)({}, { locale });
}
