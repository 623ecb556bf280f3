import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { RowProblemCode, Trouble } from './problems.ts';

/** What is wrong in a row, and what to do about it. */
const rowTexts: Record<RowProblemCode, typeof m.ideadata_row_title_missing> = {
	columns_wrong: m.ideadata_row_columns_wrong,
	title_missing: m.ideadata_row_title_missing,
	title_too_long: m.ideadata_row_title_too_long,
	body_too_long: m.ideadata_row_body_too_long,
	answer_too_long: m.ideadata_row_answer_too_long,
	office_too_long: m.ideadata_row_office_too_long,
	category_missing: m.ideadata_row_category_missing,
	category_unknown: m.ideadata_row_category_unknown,
	status_unknown: m.ideadata_row_status_unknown,
	whereabouts_unknown: m.ideadata_row_whereabouts_unknown,
	position_invalid: m.ideadata_row_position_invalid,
	position_half: m.ideadata_row_position_half,
	position_range: m.ideadata_row_position_range,
	position_projected: m.ideadata_row_position_projected,
	position_outside: m.ideadata_row_position_outside,
	position_swapped: m.ideadata_row_position_swapped,
	not_a_point: m.ideadata_row_not_a_point,
	place_unknown: m.ideadata_row_place_unknown,
	place_ambiguous: m.ideadata_row_place_ambiguous,
	date_invalid: m.ideadata_row_date_invalid,
	date_future: m.ideadata_row_date_future,
	supports_invalid: m.ideadata_row_supports_invalid,
	language_unknown: m.ideadata_row_language_unknown,
	source_id_twice: m.ideadata_row_source_id_twice
};

export const problemText = (code: RowProblemCode, locale: string): string =>
	rowTexts[code]({}, inLocale(locale));

const troubleTexts: Record<Trouble['code'], typeof m.ideadata_trouble_zip> = {
	zip: m.ideadata_trouble_zip,
	pdf: m.ideadata_trouble_pdf,
	excel: m.ideadata_trouble_excel,
	binary: m.ideadata_trouble_binary,
	empty: m.ideadata_trouble_empty,
	no_rows: m.ideadata_trouble_no_rows,
	too_many_rows: m.ideadata_trouble_too_many_rows,
	too_many_columns: m.ideadata_trouble_too_many_columns,
	quote_open: m.ideadata_trouble_quote_open,
	quote_wrong: m.ideadata_trouble_quote_wrong,
	record_too_long: m.ideadata_trouble_record_too_long,
	not_json: m.ideadata_trouble_not_json,
	not_features: m.ideadata_trouble_not_features,
	other_reference_system: m.ideadata_trouble_other_reference_system,
	fault: m.ideadata_trouble_fault
};

/** Why a file cannot be read, with the line where that is known. */
export function troubleText({ code, line }: Trouble, locale: string): string {
	const spoken = inLocale(locale);
	const text = troubleTexts[code]({}, spoken);
	return line ? `${m.ideadata_trouble_line({ line }, spoken)} ${text}` : text;
}

const refusals: Readonly<Record<string, typeof m.ideadata_refused_not_possible_now>> = {
	not_possible_now: m.ideadata_refused_not_possible_now,
	import_in_use: m.ideadata_refused_import_in_use,
	nothing_to_add: m.ideadata_refused_nothing_to_add,
	too_many_categories: m.ideadata_refused_too_many_categories,
	file_missing: m.ideadata_refused_file_missing,
	file_too_large: m.ideadata_refused_file_too_large,
	column_missing: m.ideadata_refused_column_missing,
	half_a_position: m.ideadata_row_position_half,
	category_missing: m.ideadata_refused_category_missing
};

/** Why a step was not done. */
export const refusedText = (reason: string, locale: string): string =>
	(refusals[reason] ?? m.ideadata_refused_input)({}, inLocale(locale));
