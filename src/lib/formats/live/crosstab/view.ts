import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount, formatMean, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { meanOf } from '../../../questions/means.ts';
import { shareOf } from '../../../questions/tally.ts';
import { answersOf, groupsOf } from './groups.ts';
import { noAnswer, type Crosstab } from './table.ts';

type Asked = Readonly<{ type: string; config: unknown }>;

/** A table by groups in the reader's words. */
export type CrosstabView = Readonly<{
	columns: readonly Readonly<{
		key: string;
		label: string;
		people: number;
		/** Null: it would tell of hidden cells, or nothing of the kind was asked. */
		mean: number | null;
	}>[];
	rows: readonly Readonly<{
		key: string;
		label: string;
		people: number;
		cells: readonly Readonly<{ count: number; share: number } | null>[];
	}>[];
	/** Answers are numbers of which there can be a mean. */
	hasMeans: boolean;
	hasHidden: boolean;
	sentence: string;
}>;

export function crosstabView(
	table: Crosstab,
	{ asked, background, locale }: Readonly<{ asked: Asked; background: Asked; locale: string }>
): CrosstabView {
	const answers = answersOf(asked, locale)?.rows ?? [];
	const groups = groupsOf(background, locale)?.rows ?? [];
	const values = table.rows.map(
		({ key }) => answers.find((answer) => answer.key === key)?.value ?? null
	);
	const columns = table.columns.map(({ groups: keys, people }, column) => ({
		key: keys.join(' '),
		label: columnLabel(keys, groups, locale),
		people,
		mean: meanOfColumn(table, column, values)
	}));
	const rows = table.rows.map(({ key, people, counts }) => ({
		key,
		label: answers.find((answer) => answer.key === key)?.label ?? key,
		people,
		cells: counts.map((count, column) =>
			count === null ? null : { count, share: shareOf(count, columns[column]!.people) }
		)
	}));
	return {
		columns,
		rows,
		hasMeans: values.some((value) => value !== null),
		hasHidden: table.rows.some(({ counts }) => counts.includes(null)),
		sentence: sentenceOf(table, columns, rows, locale)
	};
}

/** "18 to 29", or "65 and older, not said" where they stand together. */
function columnLabel(
	keys: readonly string[],
	groups: readonly Readonly<{ key: string; label: string }>[],
	locale: string
): string {
	const labels = keys.map((key) =>
		key === noAnswer
			? m.livecross_no_answer({}, inLocale(locale))
			: (groups.find((group) => group.key === key)?.label ?? key)
	);
	return new Intl.ListFormat(locale, { type: 'conjunction' }).format(labels);
}

/** Of those in the column who gave a number; only where nothing in the column is hidden, which it would help to reckon. */
function meanOfColumn(
	{ rows }: Crosstab,
	column: number,
	values: readonly (number | null)[]
): number | null {
	const counts = rows.map((row) => row.counts[column] ?? null);
	if (counts.includes(null)) return null;
	return meanOf(
		counts.flatMap((count, row) =>
			values[row] === null ? [] : [{ value: values[row]!, count: count! }]
		)
	).mean;
}

type Columns = CrosstabView['columns'];
type Rows = CrosstabView['rows'];

/** How many people, and of each group its mean or what most of it said. */
function sentenceOf(table: Crosstab, columns: Columns, rows: Rows, locale: string): string {
	const language = inLocale(locale);
	const counted = { n: table.people, shown: formatCount(table.people, locale) };
	const parts = [m.livecross_people_sentence(counted, language)];
	if (table.leftOut > 0)
		parts.push(
			m.livecross_left_out(
				{ n: table.leftOut, shown: formatCount(table.leftOut, locale) },
				language
			)
		);
	columns.forEach((column, index) => {
		const group = isolated(column.label);
		const leading = leadingRow(rows, index, column.people);
		if (column.mean !== null)
			parts.push(
				m.livecross_mean_sentence({ group, mean: formatMean(column.mean, locale) }, language)
			);
		else if (leading)
			parts.push(
				m.livecross_leading_sentence(
					{
						group,
						answer: isolated(leading.label),
						count: formatCount(leading.cells[index]!.count, locale),
						people: formatCount(column.people, locale)
					},
					language
				)
			);
	});
	return parts.join(' ');
}

/** The answer that most of a group gave; null: two did as many, or a hidden one could be it. */
function leadingRow(rows: Rows, column: number, people: number): Rows[number] | null {
	const most = (row: Rows[number]) => row.cells[column]?.count ?? Math.min(row.people, people);
	const [first, second] = rows.toSorted((a, b) => most(b) - most(a));
	if (!first?.cells[column] || most(first) === 0) return null;
	return second && most(second) === most(first) ? null : first;
}
