import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { toCsv } from '../../../platform/csv.ts';
import { Refusal } from '../../../platform/errors.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import { xlsxCell } from '../../../platform/xlsx-cell.ts';
import { periodText } from '../period-text.ts';
import type { SeriesReport } from './read-report.server.ts';
import {
	cellText,
	dateTable,
	reportSentences,
	reportTables,
	reportTitle,
	type Cell
} from './report-words.ts';

type Context = Readonly<{ today: string; locale: Locale; author: string }>;
type Make = (report: SeriesReport, context: Context) => Promise<Uint8Array> | string;

/** The report as the file that an address asks for. @throws Refusal export_unknown (404) */
export async function reportFile(report: SeriesReport, file: string, context: Context) {
	if (!Object.hasOwn(files, file)) throw new Refusal('missing', 'export_unknown');
	const { make, contentType } = files[file as keyof typeof files];
	const made = (await make(report, context)) as string | Uint8Array<ArrayBuffer>;
	return {
		body: new Blob([made]).stream(),
		contentType,
		fileName: `palaver-${report.series.slug}.${file.split('.')[1]}`
	};
}

/** A tagged PDF for whoever reads the report on paper or aloud. */
const reportPdf: Make = (report, { today, locale, author }) =>
	renderPdf({
		title: reportTitle(report, locale),
		locale,
		author,
		blocks: [
			{ kind: 'heading', level: 1, text: reportTitle(report, locale) },
			{ kind: 'lead', text: `${report.series.placeName} · ${periodText(report.series, locale)}` },
			...reportSentences(report, locale).map((text): PdfBlock => ({ kind: 'paragraph', text })),
			{ kind: 'small', text: m.eventsreport_as_of({ day: dayText(today, locale) }) },
			...reportTables(report, locale).flatMap(({ title, head, widths, rows, none }): PdfBlock[] => [
				{ kind: 'heading', level: 2, text: title },
				rows.length > 0
					? {
							kind: 'table',
							widths,
							head,
							rows: rows.map((row) => row.map((cell) => ({ text: cellText(cell, locale) })))
						}
					: { kind: 'paragraph', text: none }
			])
		]
	});

/** A workbook with a sheet per table, and one with every date. Texts are texts, never formulas. */
const reportXlsx: Make = (report, { locale }) =>
	writeXlsx({
		sheets: [...reportTables(report, locale), dateTable(report, locale)].map(
			({ title, head, widths, rows }) => ({
				name: title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
				columns: head.map((_, index) => ({ width: 10 + 8 * (widths[index] ?? 1) })),
				rows: [[...head], ...rows.map((row) => row.map(valueOf))],
				freezePane: { rows: 1 }
			})
		)
	});

/** Every date in a line. */
const reportCsv: Make = (report, { locale }) => {
	const { head, rows } = dateTable(report, locale);
	return toCsv(
		head,
		rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : cell.count)))
	);
};

const files = {
	'report.pdf': { make: reportPdf, contentType: 'application/pdf' },
	'report.xlsx': {
		make: reportXlsx,
		contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	},
	'report.csv': { make: reportCsv, contentType: 'text/csv; charset=utf-8' }
} as const;

const valueOf = (cell: Cell): CellValue => ('text' in cell ? xlsxCell(cell.text) : cell.count);
