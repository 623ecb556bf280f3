import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { ExchangeRow } from '../exchange/rows.server.ts';
import type { IdeaFilter } from '../filter.ts';
import type { IdeaMap } from '../map.server.ts';
import { statusText } from '../status-text.ts';
import type { Totals } from '../statistics/statistics.server.ts';
import type { Sheet } from './sheet.server.ts';

/** "38 Ideen, 120 Unterstützungen, 14 Kommentare; 12 Ideen sind beantwortet." */
export function totalsSentence(totals: Totals, locale: Locale): string {
	const shown = (n: number) => ({ n, shown: formatCount(n, locale) });
	return [
		m.ideadata_sentence_ideas(shown(totals.ideas)),
		m.ideadata_sentence_supports(shown(totals.supports)),
		...(totals.importedSupports > 0
			? [m.ideadata_sentence_supports_earlier(shown(totals.importedSupports))]
			: []),
		m.ideadata_sentence_answered(shown(totals.answered)),
		...(totals.overdue > 0 ? [m.ideadata_sentence_overdue(shown(totals.overdue))] : [])
	].join(' ');
}

export const periodSentence = ({ period }: Sheet, locale: Locale): string =>
	period
		? m.ideadata_sheet_period({
				from: dayText(period.from, locale),
				to: dayText(period.to, locale)
			})
		: m.ideadata_sentence_none();

/** What a list was limited to, in words; empty without a limit. */
export function filterSentence(
	{ text, categories, statuses, placeId, box }: IdeaFilter,
	map: IdeaMap,
	locale: Locale,
	placeName: string | null
): string {
	const parts = [
		...(text ? [`„${text}“`] : []),
		...map.categories
			.filter(({ id }) => categories.includes(id))
			.map(({ name }) => textFor(name, locale)),
		...statuses.map((status) => statusText(status, map.statusNames, locale).text),
		...(placeId ? [placeName ?? placeId] : []),
		...(box ? [m.ideadata_filtered_box()] : [])
	];
	return parts.length > 0 ? m.ideadata_filtered_by({ parts: parts.join(' · ') }) : '';
}

/** Supports here, and those of an earlier procedure beside them: "12 + 40". */
export const supportsText = (row: ExchangeRow, locale: Locale): string =>
	formatCount(row.supports, locale) +
	(row.importedSupports > 0 ? ` + ${formatCount(row.importedSupports, locale)}` : '');

/** Status and answer in one text: "geplant: Die Bank kommt im Mai." */
export function statusAndAnswer(row: ExchangeRow, map: IdeaMap, locale: Locale): string {
	const status = statusText(row.status, map.statusNames, locale).text;
	return row.answer ? `${status}: ${textFor(row.answer, locale)}` : status;
}

/** The columns of the tables, on the page and in the PDF. */
export const sheetColumns = (): string[] => [
	m.ideadata_column_number(),
	m.ideadata_column_title(),
	m.ideadata_column_place(),
	m.ideadata_column_supports(),
	m.ideadata_sheet_status()
];
