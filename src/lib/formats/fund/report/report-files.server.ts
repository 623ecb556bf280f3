import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { Refusal } from '../../../platform/errors.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { centsAsDecimal } from '../../../platform/money.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import { xlsxCell } from '../../../platform/xlsx-cell.ts';
import type { PotReport } from './report.server.ts';
import { cellText, reportSentences, reportTables, reportTitle, type Cell } from './report-words.ts';

type Context = Readonly<{ today: string; locale: Locale; author: string }>;

/** The report as the file that an address asks for. @throws Refusal export_unknown (404) */
export async function reportFile(report: PotReport, file: string, context: Context) {
	const made = { 'report.pdf': reportPdf, 'report.xlsx': reportXlsx }[file];
	if (!made) throw new Refusal('missing', 'export_unknown');
	const { year } = report.pot;
	return {
		body: new Blob([(await made(report, context)) as Uint8Array<ArrayBuffer>]).stream(),
		contentType: contentTypes[file as keyof typeof contentTypes],
		fileName: `palaver-fund-${report.pot.placeId}-${year}.${file.split('.')[1]}`
	};
}

const contentTypes = {
	'report.pdf': 'application/pdf',
	'report.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;

/** A tagged PDF for the committee. */
export const reportPdf = (
	report: PotReport,
	{ today, locale, author }: Context
): Promise<Uint8Array> =>
	renderPdf({
		title: reportTitle(report),
		locale,
		author,
		blocks: [
			{ kind: 'heading', level: 1, text: reportTitle(report) },
			...reportSentences(report, locale).map((text): PdfBlock => ({ kind: 'paragraph', text })),
			...(report.pot.paper
				? [{ kind: 'small', text: m.fundpublic_report_paper({ paper: report.pot.paper }) } as const]
				: []),
			{ kind: 'small', text: m.fundpublic_report_as_of({ day: dayText(today, locale) }) },
			...reportTables(report).flatMap(({ title, head, widths, rows, none }): PdfBlock[] => [
				{ kind: 'heading', level: 2, text: title },
				rows.length > 0
					? {
							kind: 'table',
							widths,
							head,
							rows: rows.map((row) => row.map((cell) => shown(cell, locale)))
						}
					: { kind: 'paragraph', text: none }
			])
		]
	});

const shown = (cell: Cell, locale: Locale) => ({
	text: cellText(cell, locale),
	...('text' in cell && cell.locale && { locale: cell.locale })
});

/** A workbook with a sheet per table. Sums are numbers in euros; texts are texts, never formulas. */
export const reportXlsx = async (report: PotReport, _: Context): Promise<Uint8Array> =>
	writeXlsx({
		sheets: reportTables(report).map(({ sheet, head, widths, rows }) => ({
			name: sheet,
			columns: head.map((_, index) => ({ width: 12 + 12 * (widths[index] ?? 1) })),
			rows: [[...head], ...rows.map((row) => row.map(valueOf))],
			freezePane: { rows: 1 }
		}))
	});

/** A sum of cents is exact as a decimal of two places far beyond every pot. */
function valueOf(cell: Cell): CellValue {
	if ('cents' in cell) return Number(centsAsDecimal(cell.cents));
	return 'count' in cell ? cell.count : xlsxCell(cell.text);
}
