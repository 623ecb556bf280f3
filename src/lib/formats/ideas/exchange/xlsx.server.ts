import { writeXlsxStream, type CellValue } from 'hucre/xlsx';
import type { IdeaMap } from '../map.server.ts';
import { cellsOf, columnName, columnsFor } from './columns.ts';
import type { Audience, ExchangeRow } from './rows.server.ts';

const widths: Readonly<Record<string, number>> = { title: 40, body: 60, answer: 50, id: 38 };

/** Ideas as a workbook with one sheet, written while they are read. Texts are texts, never formulas. */
export function xlsxBytes(
	batches: AsyncIterable<readonly ExchangeRow[]>,
	map: IdeaMap,
	audience: Audience,
	{ locale, sheet }: { locale: string; sheet: string }
): ReadableStream<Uint8Array> {
	return writeXlsxStream(sheetRows(batches, map, audience, locale), {
		name: sheet,
		columns: columnsFor(audience).map((key) => ({
			header: columnName(key, locale),
			key,
			width: widths[key] ?? 14
		})),
		freezePane: { rows: 1 }
	});
}

async function* sheetRows(
	batches: AsyncIterable<readonly ExchangeRow[]>,
	map: IdeaMap,
	audience: Audience,
	locale: string
): AsyncGenerator<CellValue[]> {
	for await (const rows of batches)
		for (const row of rows) yield cellsOf(row, map, audience, locale).map((cell) => cell ?? null);
}
