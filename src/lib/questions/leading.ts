import { formatCount, isolated } from '../platform/i18n/numbers.ts';
import { inLocale } from '../platform/i18n/in-locale.ts';
import { m } from '../platform/i18n/paraglide/messages.js';
import { answeredSentence } from './answered.ts';
import type { ResultRow, ResultTable } from './contract.ts';

/** Up to this many options stand as the asker ordered them; more are sorted by votes. */
const keepsOrderUpTo = 12;

/** `toSorted` is stable: equal counts keep the order of the asker. */
export const inShownOrder = (options: readonly ResultRow[]): readonly ResultRow[] =>
	options.length > keepsOrderUpTo ? options.toSorted((a, b) => b.count - a.count) : options;

/** "A, B and C", each set apart. */
export const listed = (rows: readonly Pick<ResultRow, 'label'>[], locale: string): string =>
	new Intl.ListFormat(locale).format(rows.map(({ label }) => isolated(label)));

/** More than these that are equal are not told by name. */
const mostTold = 3;

/**
 * The rows with the highest figure, or the lowest; none where more are equal than can be told, or all of them are.
 * @param figure null: nobody said anything of this row
 */
export function extremeRows(
	rows: readonly ResultRow[],
	figure: (row: ResultRow) => number | null,
	which: 'highest' | 'lowest' = 'highest'
): { rows: readonly ResultRow[]; value: number } | null {
	const values = rows.flatMap((row) => figure(row) ?? []);
	if (values.length === 0) return null;
	const value = which === 'highest' ? Math.max(...values) : Math.min(...values);
	const found = rows.filter((row) => figure(row) === value);
	const tells = found.length <= mostTold && (found.length < values.length || values.length === 1);
	return tells ? { rows: found, value } : null;
}

/** How many answered and the most chosen options; of more than three that lead together only their number is told. */
export function leadingSentence({ rows, ballots }: ResultTable, locale: string): string {
	const answered = answeredSentence(ballots, locale);
	const most = Math.max(0, ...rows.map(({ count }) => count));
	if (ballots === 0 || most === 0) return answered;
	const language = inLocale(locale);
	const leading = rows.filter(({ count }) => count === most);
	const numbers = {
		votes: formatCount(most, locale),
		people: formatCount(ballots, locale)
	};
	if (leading.length > mostTold)
		return `${answered} ${m.questions_choice_many_lead({ n: leading.length, options: formatCount(leading.length, locale), ...numbers }, language)}`;
	const labels = listed(leading, locale);
	const told = leading.length > 1 ? m.questions_choice_some_lead : m.questions_choice_one_leads;
	return `${answered} ${told({ labels, ...numbers }, language)}`;
}
