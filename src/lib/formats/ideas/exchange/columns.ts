import type { CsvCell } from '../../../platform/csv.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { IdeaMap } from '../map.server.ts';
import { statusText } from '../status-text.ts';
import type { Audience, ExchangeRow } from './rows.server.ts';
import { sourceWord, visibilityWord, whereWord, yesNo } from './words.ts';

/** What the cells of a column are made from: the idea, its map, the reader's language. */
type Cell = (row: ExchangeRow, map: IdeaMap, locale: string) => CsvCell;
type Column = Readonly<{ name: typeof m.ideadata_column_number; cell: Cell }>;

const publicColumns = {
	number: { name: m.ideadata_column_number, cell: ({ number }) => number },
	title: { name: m.ideadata_column_title, cell: ({ title }) => title },
	body: { name: m.ideadata_column_body, cell: ({ body }) => body },
	locale: { name: m.ideadata_column_locale, cell: ({ locale }) => locale },
	category: {
		name: m.ideadata_column_category,
		cell: ({ categoryId }, map, locale) => categoryName(map, categoryId, locale)
	},
	status: {
		name: m.ideadata_column_status,
		cell: ({ status }, map, locale) => statusText(status, map.statusNames, locale).text
	},
	whereabouts: {
		name: m.ideadata_column_whereabouts,
		cell: ({ whereabouts }, _, locale) => whereWord(whereabouts, locale)
	},
	place: { name: m.ideadata_column_place, cell: ({ placeName }) => placeName },
	placeId: { name: m.ideadata_column_place_id, cell: ({ placeId }) => placeId },
	lat: { name: m.ideadata_column_lat, cell: ({ lat }) => lat },
	lng: { name: m.ideadata_column_lng, cell: ({ lng }) => lng },
	blurred: {
		name: m.ideadata_column_blurred,
		cell: ({ blurred }, _, locale) => yesNo(blurred, locale)
	},
	date: { name: m.ideadata_column_date, cell: ({ submittedOn }) => submittedOn },
	source: {
		name: m.ideadata_column_source,
		cell: ({ source }, _, locale) => sourceWord(source, locale)
	},
	supports: { name: m.ideadata_column_supports, cell: ({ supports }) => supports },
	supportsEarlier: {
		name: m.ideadata_column_supports_earlier,
		cell: ({ importedSupports }) => importedSupports
	},
	comments: { name: m.ideadata_column_comments, cell: ({ comments }) => comments },
	office: { name: m.ideadata_column_office, cell: ({ office }) => office },
	answerDue: { name: m.ideadata_column_answer_due, cell: ({ answerDue }) => answerDue },
	answer: {
		name: m.ideadata_column_answer,
		cell: ({ answer }, _, locale) => (answer ? textFor(answer, locale) : null)
	},
	answeredOn: { name: m.ideadata_column_answered_on, cell: ({ answeredOn }) => answeredOn },
	id: { name: m.ideadata_column_id, cell: ({ id }) => id }
} satisfies Record<string, Column>;

const staffColumns = {
	visibility: {
		name: m.ideadata_column_visibility,
		cell: ({ visibility }, _, locale) => visibilityWord(visibility, locale)
	},
	hiddenReason: { name: m.ideadata_column_hidden_reason, cell: ({ hiddenReason }) => hiddenReason },
	way: { name: m.ideadata_column_way, cell: ({ way }) => way },
	walk: { name: m.ideadata_column_walk, cell: ({ walk }) => walk },
	mergedInto: { name: m.ideadata_column_merged_into, cell: ({ mergedInto }) => mergedInto },
	sourceRef: { name: m.ideadata_column_source_ref, cell: ({ sourceRef }) => sourceRef }
} satisfies Record<string, Column>;

const allColumns: Record<string, Column> = { ...publicColumns, ...staffColumns };

export type ColumnKey = keyof typeof publicColumns | keyof typeof staffColumns;

/** The columns of an export, in their order. */
export const columnsFor = (audience: Audience): readonly ColumnKey[] =>
	Object.keys(audience === 'public' ? publicColumns : allColumns) as ColumnKey[];

export const columnName = (key: ColumnKey, locale: string): string =>
	allColumns[key]!.name({}, inLocale(locale));

/** The cells of an idea, in the order of the columns. */
export const cellsOf = (
	row: ExchangeRow,
	map: IdeaMap,
	audience: Audience,
	locale: string
): CsvCell[] => columnsFor(audience).map((key) => allColumns[key]!.cell(row, map, locale));

export function categoryName(map: IdeaMap, categoryId: string, locale: string): string {
	const category = map.categories.find(({ id }) => id === categoryId);
	return category ? textFor(category.name, locale) : '';
}
