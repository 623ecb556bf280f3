import { formatCount, isolated } from '../platform/i18n/numbers.ts';
import { inLocale } from '../platform/i18n/in-locale.ts';
import { m } from '../platform/i18n/paraglide/messages.js';
import { answeredSentence } from './answered.ts';
import type { ResultTable, Tally } from './contract.ts';
import { rowFor } from './tally.ts';

/** A field as people read it: "C4", or "C4 (the fountain)" where it has a name. */
export const fieldLabel = (field: string, name: string): string =>
	name ? `${field} (${isolated(name)})` : field;

/** A row for each field that somebody chose, the most chosen first; those that nobody chose say nothing. */
export function gridTable(
	fields: readonly string[],
	tally: Tally,
	label: (field: string) => string
): ResultTable {
	const rows = fields
		.map((field) => rowFor(tally, field, label(field)))
		.filter(({ count }) => count > 0)
		// Stable: of equal ones the first as they are read.
		.toSorted((a, b) => b.count - a.count);
	return { rows, ballots: tally.ballots, further: 0 };
}

/** How many answered, in how many fields, and the field with the most; of several that lead together their number. */
export function gridSentence({ rows, ballots }: ResultTable, locale: string): string {
	const answered = answeredSentence(ballots, locale);
	const most = rows[0]?.count ?? 0;
	if (ballots === 0 || most === 0) return answered;
	const language = inLocale(locale);
	const leading = rows.filter(({ count }) => count === most);
	const spread = m.questionsplaces_grid_spread(
		{ n: rows.length, shown: formatCount(rows.length, locale) },
		language
	);
	const numbers = { votes: formatCount(most, locale), people: formatCount(ballots, locale) };
	const leads =
		leading.length === 1
			? m.questionsplaces_grid_one_leads({ field: leading[0]!.label, ...numbers }, language)
			: m.questionsplaces_grid_many_lead(
					{ n: leading.length, shown: formatCount(leading.length, locale), ...numbers },
					language
				);
	return `${answered} ${spread} ${leads}`;
}
