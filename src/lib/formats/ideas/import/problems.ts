/** What is wrong in one row of a file; the text for it is in problem-text.ts. */
export type RowProblem = Readonly<{
	code: RowProblemCode;
	/** Header of the column where it stands; null: the row as a whole. */
	column: string | null;
	/** What was found there, shortened. */
	found: string;
}>;

export const rowProblemCodes = [
	'columns_wrong',
	'title_missing',
	'title_too_long',
	'body_too_long',
	'answer_too_long',
	'office_too_long',
	'category_missing',
	'category_unknown',
	'status_unknown',
	'whereabouts_unknown',
	'position_invalid',
	'position_half',
	'position_range',
	'position_projected',
	'position_outside',
	'position_swapped',
	'not_a_point',
	'place_unknown',
	'place_ambiguous',
	'date_invalid',
	'date_future',
	'supports_invalid',
	'language_unknown',
	'source_id_twice'
] as const;
export type RowProblemCode = (typeof rowProblemCodes)[number];

/** Why a file as a whole cannot be read, or work at it ended. */
export const troubleCodes = [
	'zip',
	'pdf',
	'excel',
	'binary',
	'empty',
	'no_rows',
	'too_many_rows',
	'too_many_columns',
	'quote_open',
	'quote_wrong',
	'record_too_long',
	'not_json',
	'not_features',
	'other_reference_system',
	'fault'
] as const;
export type Trouble = Readonly<{ code: (typeof troubleCodes)[number]; line?: number | null }>;

/** Work at an import ends with a reason that people can do something about. */
export class ImportTrouble extends Error {
	readonly trouble: Trouble;
	constructor(code: Trouble['code'], line?: number | null) {
		super(code);
		this.trouble = { code, ...(line !== undefined && { line }) };
	}
}

/** Small enough for a table cell, whatever stands in the file. */
export const shortened = (text: string): string =>
	text.length > 80 ? `${text.slice(0, 77)}…` : text;
