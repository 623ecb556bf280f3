import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { isLocale } from '../../../platform/i18n/paraglide/runtime.js';
import type { IdeaMap } from '../map.server.ts';
import type { IdeaStatus, Whereabouts } from '../rules.ts';
import { limits } from '../schema.ts';
import type { ImportField } from './fields.ts';
import { newCategory } from './mapping.ts';
import { shortened, type RowProblem, type RowProblemCode } from './problems.ts';
import { word, type Row, type RowContext, type Tell } from './row.ts';
import { positionOf } from './row-position.ts';
import { isPublic, isYes, statusWords } from './row-words.ts';
import { dayOf, numberOf, wordKey } from '../../../platform/cell-values.ts';

/** An idea as a row of the file gives it, ready to be written. */
export type ImportedIdea = Readonly<{
	title: string;
	body: string;
	locale: string;
	/** One of the two: a category of the map, or (as `wordKey`) the word that becomes one. */
	categoryId: string | null;
	newCategory: string | null;
	/** As it stands in the file. */
	categoryWord: string;
	status: IdeaStatus;
	whereabouts: Whereabouts;
	placeId: string;
	lat: number | null;
	lng: number | null;
	blurred: boolean;
	submittedOn: string;
	supports: number;
	office: string;
	answer: string | null;
	answeredOn: string | null;
	/** It was not public where it came from, so staff look at it first. */
	waits: boolean;
	sourceId: string | null;
	sourceRef: string | null;
}>;

export type RowRead = Readonly<{ idea: ImportedIdea } | { problems: readonly RowProblem[] }>;

/** Reads one row; every problem in it is told at once. Markup in texts stays text. */
export function readRow(cells: readonly string[], context: RowContext): RowRead {
	const { mapping, columns, today } = context;
	const problems: RowProblem[] = [];
	const cell = (field: ImportField): string => {
		const index = mapping.columns[field];
		return index === undefined ? '' : (cells[index] ?? '').trim();
	};
	const tell: Tell = (code, field, found) => {
		const index = field === null ? undefined : mapping.columns[field];
		const column = index === undefined ? null : (columns[index]?.name ?? null);
		problems.push({ code, column, found: shortened(found ?? (field ? cell(field) : '')) });
	};
	const row: Row = { cell, tell, context };

	if (cells.length > columns.length) tell('columns_wrong', null, String(cells.length));
	const idea: ImportedIdea = {
		...texts(row),
		...category(row),
		status: word(row, 'status', statusWords(context.map), 'new', 'status_unknown'),
		...positionOf(row),
		blurred: isYes(cell('blurred')),
		submittedOn: day(row, 'date') ?? today,
		supports: count(row, 'supports') + count(row, 'supportsEarlier'),
		office: shortText(row, 'office', 200, 'office_too_long'),
		answer: shortText(row, 'answer', limits.body, 'answer_too_long') || null,
		answeredOn: day(row, 'answeredOn'),
		waits: cell('visibility') !== '' && !isPublic(cell('visibility')),
		locale: language(row),
		sourceId: cell('sourceId').slice(0, 200) || null,
		sourceRef: (cell('number') || cell('sourceId')).slice(0, 200) || null
	};
	return problems.length > 0 ? { problems } : { idea };
}

function texts({ cell, tell, context }: Row): { title: string; body: string } {
	const title = cleanLine(cell('title'));
	const body = cleanText(cell('body'));
	if (title === '') tell('title_missing', 'title');
	const long = lengthOf(title) > limits.title;
	if (long && !context.mapping.shorten) tell('title_too_long', 'title', String(lengthOf(title)));
	const whole = long && body !== title ? cleanText(`${title}\n${body}`) : body;
	if (lengthOf(whole) > limits.body) tell('body_too_long', 'body', String(lengthOf(whole)));
	return { title: long ? cut(title) : title, body: long ? whole : body };
}

/** At the last blank that leaves at least half, with a sign that something is missing. */
function cut(title: string): string {
	const start = [...title].slice(0, limits.title - 1).join('');
	const blank = start.lastIndexOf(' ');
	return cleanLine(`${blank > limits.title / 2 ? start.slice(0, blank) : start}…`);
}

function category({ cell, tell, context: { mapping, map } }: Row) {
	const name = cleanLine(cell('category'));
	const none = { categoryId: null, newCategory: null, categoryWord: name };
	if (name === '') {
		if (!mapping.defaultCategory) tell('category_missing', 'category');
		return { ...none, categoryId: mapping.defaultCategory };
	}
	const chosen = mapping.categories[wordKey(name)] ?? categoryNamed(map, name);
	if (!chosen) tell('category_unknown', 'category');
	return chosen === newCategory
		? { ...none, newCategory: wordKey(name) }
		: { ...none, categoryId: chosen };
}

/** The active category that bears this name in any language. */
export function categoryNamed({ categories }: Pick<IdeaMap, 'categories'>, name: string) {
	const key = wordKey(name);
	const found = categories.find(
		(category) =>
			!category.archived && Object.values(category.name).some((text) => wordKey(text) === key)
	);
	return found?.id ?? null;
}

function day({ cell, tell, context: { today } }: Row, field: 'date' | 'answeredOn') {
	const text = cell(field);
	if (text === '') return null;
	const found = dayOf(text);
	if (!found) tell('date_invalid', field);
	else if (found > today) tell('date_future', field);
	return found;
}

function count({ cell, tell }: Row, field: 'supports' | 'supportsEarlier'): number {
	const text = cell(field);
	if (text === '') return 0;
	const found = numberOf(text);
	if (found !== null && Number.isInteger(found) && found >= 0 && found < 1e6) return found;
	tell('supports_invalid', field);
	return 0;
}

function shortText({ cell, tell }: Row, field: ImportField, most: number, code: RowProblemCode) {
	const text = cleanText(cell(field));
	if (lengthOf(text) > most) tell(code, field, String(lengthOf(text)));
	return text;
}

function language({ cell, tell, context: { mapping } }: Row): string {
	const tag = wordKey(cell('locale'));
	if (tag === '') return mapping.locale;
	if (isLocale(tag)) return tag;
	tell('language_unknown', 'locale');
	return mapping.locale;
}
