import { m } from '../../platform/i18n/paraglide/messages.js';

/** What is wrong with a field that all activities have, by its reason code; each format adds its own reasons. */
export const activityProblems: Readonly<Record<string, () => string>> = {
	place_missing: m.activities_refused_place_missing,
	organisation_unknown: m.org_reason_organisation_unknown,
	measure_unknown: m.activities_refused_measure_unknown,
	text_missing: m.activities_refused_text_missing,
	text_too_long: m.activities_refused_text_too_long,
	language_missing: m.activities_refused_language_missing,
	moment_invalid: m.activities_refused_moment_invalid,
	day_invalid: m.activities_refused_day_invalid,
	ends_before_start: m.activities_refused_ends_before_start,
	retention_too_short: m.activities_refused_retention_too_short,
	retention_too_long: m.activities_refused_retention_too_long,
	too_many: m.activities_refused_too_many
};

/** Text of the reason at a field, or undefined where nothing is wrong. */
export type FieldProblem = (field: string) => string | undefined;
