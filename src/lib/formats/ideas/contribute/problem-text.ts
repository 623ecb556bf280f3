import { m } from '../../../platform/i18n/paraglide/messages.js';
import { pictureProblems } from '../../../platform/pictures/problem-text.ts';

/** Reason codes of contributing, correcting and withdrawing an idea, in the reader's language. */
const texts: Readonly<Record<string, () => string>> = {
	place_missing: m.ideas_problem_place_missing,
	place_unknown: m.ideas_problem_place_unknown,
	position_missing: m.ideas_problem_position_missing,
	position_invalid: m.ideas_problem_position_missing,
	outside_area: m.ideas_problem_outside_area,
	category_missing: m.ideas_problem_category_missing,
	category_unknown: m.ideas_problem_category_missing,
	text_missing: m.ideas_problem_text_missing,
	text_too_long: m.ideas_problem_text_too_long,
	description_too_long: m.ideas_problem_description_too_long,
	too_many_photos: m.ideas_problem_too_many_photos,
	photos_not_taken: m.ideas_problem_photos_not_taken,
	photos_expired: m.ideas_problem_photos_expired,
	...pictureProblems,
	body_too_large: m.ideas_problem_body_too_large,
	trap_filled: m.ideas_problem_trap_filled,
	too_fast: m.ideas_problem_too_fast,
	too_many_ideas: m.ideas_problem_too_many_ideas,
	too_many_on_map: m.ideas_problem_too_many_on_map,
	too_many_codes: m.ideas_problem_too_many_codes,
	idea_unknown: m.ideas_problem_idea_gone,
	own_idea: m.ideas_problem_own_idea,
	idea_merged: m.ideas_problem_idea_merged,
	not_correctable: m.ideas_problem_not_correctable,
	archived: m.ideas_problem_archived
};

export const problemText = (reason: string): string => (texts[reason] ?? m.ideas_problem_other)();

/** What is wrong at a field, or undefined. */
export const fieldProblem = (
	{ fields }: { fields: Readonly<Record<string, string>> },
	field: string
): string | undefined => (fields[field] === undefined ? undefined : problemText(fields[field]));
