import { monthText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCount, formatShare, isolated } from '../../../platform/i18n/numbers.ts';
import type { CountedFigure } from '../../../questions/counted-figure.ts';
import type { ResultRow } from '../../../questions/contract.ts';
import { categoryName } from '../exchange/columns.ts';
import { sourceWord } from '../exchange/words.ts';
import type { IdeaMap } from '../map.server.ts';
import { statusText } from '../status-text.ts';
import type { Statistics } from './statistics.server.ts';

/** The figures of the statistics page in the reader's language; those with nothing to compare are left out. */
export function figuresOf(statistics: Statistics, map: IdeaMap, locale: Locale): CountedFigure[] {
	const { places, categories, statuses, sources, periods } = statistics;
	const figures: Omit<CountedFigure, 'sentence'>[] = [
		{
			key: 'categories',
			title: m.ideadata_by_category(),
			part: m.ideadata_column_category(),
			rows: rowsOf(categories, ({ key }) => categoryName(map, key, locale))
		},
		{
			key: 'places',
			title: m.ideadata_by_place(),
			part: m.ideadata_column_place(),
			rows: rowsOf(places, ({ name }) => name)
		},
		{
			key: 'statuses',
			title: m.ideadata_by_status(),
			part: m.ideadata_column_status(),
			rows: rowsOf(statuses, ({ key }) => statusText(key, map.statusNames, locale).text)
		},
		{
			key: 'periods',
			title: periods[0]?.key.length === 4 ? m.ideadata_by_year() : m.ideadata_by_month(),
			part: m.ideadata_period(),
			rows: rowsOf(periods, ({ key }) => (key.length === 4 ? key : monthText(key, locale)))
		},
		{
			key: 'sources',
			title: m.ideadata_by_source(),
			part: m.ideadata_column_source(),
			rows: rowsOf(sources, ({ key }) => sourceWord(key, locale))
		}
	];
	return figures.map((figure) => ({ ...figure, sentence: sentenceOf(figure.rows, locale) }));
}

function rowsOf<P extends { key: string; ideas: number }>(
	parts: readonly P[],
	label: (part: P) => string
): ResultRow[] {
	const total = parts.reduce((sum, { ideas }) => sum + ideas, 0);
	return parts.map((part) => ({
		key: part.key,
		keys: [part.key],
		label: label(part),
		count: part.ideas,
		share: total > 0 ? part.ideas / total : 0
	}));
}

/** What leads, and by how much: the same that the picture shows at one glance. */
function sentenceOf(rows: readonly ResultRow[], locale: Locale): string {
	const most = Math.max(...rows.map(({ count }) => count));
	const leading = rows.filter(({ count }) => count === most);
	const [first] = leading;
	if (!first) return m.ideadata_sentence_none();
	if (rows.length === 1) return m.ideadata_sentence_all({ part: isolated(first.label) });
	if (leading.length > 1) {
		const parts = new Intl.ListFormat(locale === 'de-simple' ? 'de' : locale).format(
			leading.map(({ label }) => isolated(label))
		);
		return m.ideadata_sentence_even({ parts, ideas: formatCount(most, locale) });
	}
	return m.ideadata_sentence_most({
		part: isolated(first.label),
		ideas: formatCount(first.count, locale),
		share: formatShare(first.share, locale)
	});
}
