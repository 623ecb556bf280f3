import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, isolated } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { westernText } from '../../platform/decimal.ts';
import type { ResultRow, ResultTable } from '../contract.ts';
import { textsField } from '../form-fields.ts';
import type { Option } from '../option-lines.ts';
import type { ChoiceConfig } from './index.ts';

/** The right answers as the asker types them: numbers of lines, "1, 3". */
export const rightToForm = ({ options, right = [] }: ChoiceConfig): string =>
	options.flatMap(({ id }, n) => (right.includes(id) ? [String(n + 1)] : [])).join(', ');

/** Ids of the lines named; what names no line stays as it is, for the schema to refuse. */
export function rightFromForm(form: FormData, options: readonly Option[]): string[] {
	const typed = westernText(textsField(form, 'right')[0] ?? '');
	const named = typed.split(/[ ,;،]+/u).filter((part) => part !== '');
	return named.map((part) => options[/^\d+$/.test(part) ? Number(part) - 1 : -1]?.id ?? ` ${part}`);
}

/** Why the right answers could not be given by anybody; null: they can, or there are none. */
export function rightRefusal({ options, min, max, right }: ChoiceConfig): string | null {
	if (!right) return null;
	const known = right.every((id) => options.some((option) => option.id === id));
	if (!known || new Set(right).size < right.length) return 'right_unknown';
	return right.length < min || right.length > max ? 'right_count' : null;
}

/** All that is right was chosen, and nothing else. */
export const isRight = ({ right = [] }: ChoiceConfig, answer: readonly string[]): boolean =>
	right.length > 0 && answer.length === right.length && answer.every((id) => right.includes(id));

/** The rows of a result with the right ones marked. */
export const markedRight = (rows: readonly ResultRow[], right: readonly string[] = []) =>
	rows.map((row): ResultRow => (right.includes(row.key) ? { ...row, right: true } : row));

/** "Right: benches (5 of 8)." Empty where nothing is right, or nobody is told yet. */
export function rightSentence({ rows, ballots }: ResultTable, locale: string): string {
	const language = inLocale(locale);
	const people = formatCount(ballots, locale);
	const right = rows.filter((row) => row.right);
	if (right.length === 0 || ballots === 0) return '';
	const labels = right.map(({ label, count }) =>
		m.questionsmore_choice_right_of(
			{ label: isolated(label), votes: formatCount(count, locale), people },
			language
		)
	);
	return m.questionsmore_choice_right(
		{ labels: new Intl.ListFormat(locale).format(labels) },
		language
	);
}
