import { m } from '../../../platform/i18n/paraglide/messages.js';
import { refusalText } from '../refusal-text.ts';
import type { NoteCode } from './problems.ts';

type Texts = Readonly<Record<string, () => string>>;

const rows: Texts = {
	columns_wrong: m.eventsimport_row_columns_wrong,
	title_missing: m.eventsimport_row_title_missing,
	date_invalid: m.eventsimport_row_date_invalid,
	time_invalid: m.eventsimport_row_time_invalid,
	place_unknown: m.eventsimport_row_place_unknown,
	place_ambiguous: m.eventsimport_row_place_ambiguous,
	kind_unknown: m.eventsimport_row_kind_unknown,
	theme_unknown: m.eventsimport_row_theme_unknown,
	audience_unknown: m.eventsimport_row_audience_unknown,
	language_unknown: m.eventsimport_row_language_unknown,
	yes_or_no: m.eventsimport_row_yes_or_no,
	coordinates_invalid: m.eventsimport_row_coordinates_invalid,
	id_twice: m.eventsimport_row_id_twice,
	host_too_long: m.eventsimport_row_host_too_long,
	cancelled_there: m.eventsimport_row_cancelled_there,
	closed_here: m.eventsimport_row_closed_here,
	own_event: m.eventsimport_row_own_event,
	too_many_dates_in_file: m.eventsimport_row_too_many_dates_in_file,
	event_unclosed: m.eventsimport_row_event_unclosed,
	line_unreadable: m.eventsimport_row_line_unreadable,
	uid_missing: m.eventsimport_row_uid_missing,
	uid_twice: m.eventsimport_row_uid_twice,
	start_missing: m.eventsimport_row_start_missing,
	time_unreadable: m.eventsimport_row_time_unreadable,
	zone_unknown: m.eventsimport_row_zone_unknown,
	end_before_start: m.eventsimport_row_end_before_start,
	ends_before_start: m.eventsimport_row_end_before_start,
	rule_twice: m.eventsimport_row_rule_twice,
	rule_in_other_zone: m.eventsimport_row_rule_in_other_zone,
	too_many_dates: m.eventsimport_row_too_many_dates,
	too_many: m.eventsimport_row_too_many,
	range_unsupported: m.eventsimport_row_range_unsupported,
	override_without_event: m.eventsimport_row_override_without_event
};

/** Why a row is not taken, and what to do about it; at fields of the form in its words. */
export const problemText = (code: string): string => rows[code]?.() ?? refusalText(code);

const notes: Readonly<Record<NoteCode, () => string>> = {
	title_shortened: m.eventsimport_note_title_shortened,
	description_shortened: m.eventsimport_note_description_shortened,
	place_assumed: m.eventsimport_note_place_assumed,
	category_unknown: m.eventsimport_note_category_unknown,
	without_end: m.eventsimport_note_without_end,
	tentative: m.eventsimport_note_tentative,
	rule_ends_with_series: m.eventsimport_note_rule_ends_with_series,
	dates_left_out: m.eventsimport_note_dates_left_out,
	date_left_out: m.eventsimport_note_date_left_out,
	where_shortened: m.eventsimport_note_where_shortened,
	host_is_yours: m.eventsquestions_import_note_host
};

/** What is taken otherwise than it stands in the file. */
export const noteText = (code: NoteCode): string => notes[code]();

const refusals: Texts = {
	file_missing: m.eventsimport_refused_file_missing,
	file_too_large: m.eventsimport_refused_file_too_large,
	file_not_text: m.eventsimport_refused_file_not_text,
	file_empty: m.eventsimport_refused_file_empty,
	not_a_table: m.eventsimport_refused_not_a_table,
	no_rows: m.eventsimport_refused_no_rows,
	too_many_rows: m.eventsimport_refused_too_many_rows,
	too_many_rows_of_one: m.eventsquestions_import_too_many_rows,
	too_many_files: m.eventsquestions_import_too_many_files,
	quote_open: m.eventsimport_refused_quote_open,
	not_a_calendar: m.eventsimport_refused_not_a_calendar,
	too_many_events: m.eventsimport_refused_too_many_events,
	nothing_to_take: m.eventsimport_refused_nothing_to_take,
	import_in_use: m.eventsimport_refused_import_in_use
};

/** Why a file was not read, or a step not done. */
export const refusedText = (reason: string): string => refusals[reason]?.() ?? refusalText(reason);
