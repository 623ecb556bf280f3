import type { CalendarProblemReason } from '../../../platform/calendar/event-problem.ts';

/** Why a row is not taken. Reasons at its fields are those of the form, see `refusal-text.ts`. */
export const ownProblems = [
	'columns_wrong',
	'title_missing',
	'date_invalid',
	'time_invalid',
	'place_unknown',
	'place_ambiguous',
	'kind_unknown',
	'theme_unknown',
	'audience_unknown',
	'language_unknown',
	'yes_or_no',
	'coordinates_invalid',
	'id_twice',
	'host_too_long',
	'cancelled_there',
	'closed_here',
	'own_event',
	'too_many_dates_in_file'
] as const;
export type OwnProblem = (typeof ownProblems)[number];

/** What is entered otherwise than it stands in the file. */
export const noteCodes = [
	'title_shortened',
	'description_shortened',
	'place_assumed',
	'category_unknown',
	'without_end',
	'tentative',
	'rule_ends_with_series',
	'dates_left_out',
	'date_left_out',
	'where_shortened',
	'host_is_yours'
] as const;
export type NoteCode = (typeof noteCodes)[number];

export type ProblemCode = OwnProblem | CalendarProblemReason | (string & {});

/** What is wrong, or taken otherwise, in one row. */
export type Told<Code extends string = ProblemCode> = Readonly<{
	code: Code;
	/** Header of its column; null: the row as a whole. */
	column: string | null;
	/** What stands there, shortened. */
	found: string;
}>;

/** Small enough for a table's cell, whatever stands in the file. */
export const shortened = (text: string): string =>
	text.length > 80 ? `${text.slice(0, 77)}…` : text;
