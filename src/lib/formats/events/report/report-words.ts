import { kindText } from '../../../core/places/kind-text.ts';
import { dayText, stampText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import type { AnyCause } from '../states.ts';
import { causeText, dateStateNames } from '../words.ts';
import { documentationTable, documentationText, documentedOf } from './documentation-table.ts';
import type { ListedDate, SeriesReport } from './read-report.server.ts';
import type { Sums } from './sum-up.ts';

/**
 * A cell: a text or a number. Page and PDF write it out; the workbook keeps numbers numbers. `path` is where the page leads
 * to, without the language.
 */
export type Cell =
	Readonly<{ text: string; locale?: string; path?: string }> | Readonly<{ count: number | null }>;

/** One part of the report, the same on the page, in the PDF and as a sheet of the workbook. */
export type ReportTable = Readonly<{
	key: string;
	title: string;
	head: readonly string[];
	/** Shares of the width in the PDF; 0: as wide as its text. */
	widths: readonly number[];
	rows: readonly (readonly Cell[])[];
	/** What stands there where there are no rows. */
	none: string;
}>;

/** A number that nobody knows is a dash, not a nought. */
export const cellText = (cell: Cell, locale: Locale): string => {
	if ('text' in cell) return cell.text;
	return cell.count === null ? '–' : formatCount(cell.count, locale);
};

export const reportTitle = ({ series }: Pick<SeriesReport, 'series'>, locale: Locale): string =>
	m.eventsreport_title_of({ title: textFor(series.title, locale) });

/** What everybody asks first: how much took place, where, and who came. */
export function reportSentences(
	{ published, summary, places, dates }: SeriesReport,
	locale: Locale
): string[] {
	const shown = (count: number) => formatCount(count, locale);
	const { target } = summary;
	const judged = target.met + target.fewer + target.more;
	return [
		m.eventsreport_held({
			events: shown(summary.events),
			published: shown(published),
			dates: shown(summary.dates)
		}),
		[
			m.eventsreport_covered({ reached: places.reached, of: places.of }),
			...(places.goal === null ? [] : [goalText(places.reached, places.goal)])
		].join(' '),
		m.eventsreport_attended({
			attended: shown(summary.attended),
			counted: shown(summary.counted),
			dates: shown(summary.dates),
			registered: shown(summary.registered)
		}),
		...(judged > 0
			? [
					m.eventsreport_target({
						met: shown(target.met),
						judged: shown(judged),
						fewer: shown(target.fewer),
						more: shown(target.more)
					})
				]
			: []),
		...(summary.dates > 0
			? [
					m.eventsdocumentation_report_count({
						documented: shown(documentedOf(dates).length),
						held: shown(summary.dates)
					})
				]
			: []),
		...(summary.unsaid > 0 ? [m.eventsreport_unsaid({ count: shown(summary.unsaid) })] : [])
	];
}

const goalText = (reached: number, goal: number): string =>
	reached >= goal ? m.eventsreport_goal_met({ goal }) : m.eventsreport_goal_open({ goal });

/** The tables of the page and the PDF. */
export const reportTables = (report: SeriesReport, locale: Locale): ReportTable[] => [
	placeTable(report),
	dayTable(report, locale),
	causeTable(report),
	documentationTable(report, locale)
];

const sumColumns = () => [
	m.eventsreport_dates(),
	m.eventsreport_registered(),
	m.eventsreport_people()
];
const sumCells = ({ dates, registered, attended }: Sums): Cell[] => [
	{ count: dates },
	{ count: registered },
	{ count: attended }
];
const sumWidths = [3, 1, 1.2, 1];

const placeTable = ({ places }: SeriesReport): ReportTable => ({
	key: 'places',
	title: m.eventsreport_by_place(),
	head: [kindText(places.kind), ...sumColumns()],
	widths: sumWidths,
	rows: [
		...places.rows.map(({ name, ...sums }) => [{ text: name }, ...sumCells(sums)]),
		...(places.elsewhere
			? [[{ text: m.eventsreport_elsewhere() }, ...sumCells(places.elsewhere)]]
			: [])
	],
	none: m.eventsreport_nothing()
});

const dayTable = ({ summary }: SeriesReport, locale: Locale): ReportTable => ({
	key: 'days',
	title: m.eventsreport_by_day(),
	head: [m.eventsreport_day(), ...sumColumns()],
	widths: sumWidths,
	rows: [...summary.byDay].map(([day, sums]) => [
		{ text: dayText(day, locale) },
		...sumCells(sums)
	]),
	none: m.eventsreport_nothing()
});

const causeTable = ({ summary }: SeriesReport): ReportTable => ({
	key: 'causes',
	title: m.eventsreport_fell_out(),
	head: [m.eventsreport_cause(), m.eventsreport_dates()],
	widths: [3, 1],
	rows: [
		...summary.causes.map(({ cause, dates }) => [{ text: reasonOf(cause) }, { count: dates }]),
		...(summary.notHeld > 0
			? [[{ text: dateStateNames.notHeld() }, { count: summary.notHeld }]]
			: [])
	],
	none: m.eventsreport_nothing_fell_out()
});

const reasonOf = (cause: AnyCause): string => causeText(cause) || m.eventsreport_whole_event();

/** Every date with its numbers, for files alone. */
export const dateTable = ({ dates }: SeriesReport, locale: Locale): ReportTable => ({
	key: 'dates',
	title: m.eventsreport_all_dates(),
	head: [
		m.eventsreport_date(),
		m.eventsreport_event(),
		m.events_host(),
		m.eventsreport_place(),
		m.eventsreport_state(),
		m.eventsreport_cause(),
		m.eventsreport_registered(),
		m.eventsreport_people(),
		m.eventsreport_target_least(),
		m.eventsreport_target_most(),
		m.eventsdocumentation_report_column()
	],
	widths: [1, 2, 1.5, 1, 1, 1, 0.7, 0.7, 0.7, 0.7, 1],
	rows: dates.map((date) => dateCells(date, locale)),
	none: m.eventsreport_nothing()
});

const dateCells = (date: ListedDate, locale: Locale): Cell[] => [
	{ text: stampText(date.startsAt, locale) },
	{ text: textFor(date.title, locale), locale: languageOf(date.title, locale) },
	{ text: date.host },
	{ text: date.placeName },
	{ text: dateStateNames[date.state]() },
	{ text: date.cause ? reasonOf(date.cause) : '' },
	{ count: date.registered },
	{ count: date.attended },
	{ count: date.target.least },
	{ count: date.target.most },
	{ text: documentationText(date) }
];
