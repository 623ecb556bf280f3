import { stampText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import { afterwardsPath } from '../documentation/documentation-path.ts';
import type { ListedDate, SeriesReport } from './read-report.server.ts';
import type { ReportTable } from './report-words.ts';

export const documentedOf = (dates: readonly ListedDate[]) =>
	dates.filter(({ documentation }) => documentation !== null);

/** The evidence: what can be read of the dates, and where. */
export const documentationTable = (
	{ series, dates }: SeriesReport,
	locale: Locale
): ReportTable => ({
	key: 'documentation',
	title: m.eventsdocumentation_report_title(),
	head: [m.eventsreport_date(), m.eventsreport_event(), m.eventsdocumentation_report_column()],
	widths: [1, 2, 1.5],
	rows: documentedOf(dates).map((date) => [
		{
			text: stampText(date.startsAt, locale),
			...(date.documentation!.isPublic && {
				path: afterwardsPath(series.slug, date.number, date.dateId)
			})
		},
		{ text: textFor(date.title, locale), locale: languageOf(date.title, locale) },
		{ text: documentationText(date) }
	]),
	none: m.eventsdocumentation_report_none()
});

export const documentationText = ({ documentation }: ListedDate): string =>
	documentation ? m.eventsdocumentation_report_what(documentation) : '';
