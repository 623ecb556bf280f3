import { Readable } from 'node:stream';
import { writeXlsxStream, type CellValue } from 'hucre/xlsx';
import { csvPieces, type CsvCell } from './csv.ts';
import { Refusal } from './errors.ts';
import { xlsxCell } from './xlsx-cell.ts';

/** A file on its way out. */
export type Download = Readonly<{
	body: ReadableStream<Uint8Array>;
	contentType: string;
	fileName: string;
}>;

const contentTypes = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
export type TableFormat = keyof typeof contentTypes;

/** A column of a table: its name as people read it, and its cell of a row. Sums are in euros, for calculating. */
export type Column<Row> = Readonly<{ name: string; cell: (row: Row) => CsvCell; width?: number }>;

/** The format that a file name such as `books.csv` asks for. @throws Refusal export_unknown (404) */
export function tableFormatOf(fileName: string, base: string): TableFormat {
	const [name, ending] = fileName.split('.');
	if (name !== base || !ending || !Object.hasOwn(contentTypes, ending))
		throw new Refusal('missing', 'export_unknown');
	return ending as TableFormat;
}

/** Rows as a table, written while they are read. Texts are texts, never formulas. */
export function tableFile<Row>(
	rows: AsyncIterable<readonly Row[]>,
	columns: readonly Column<Row>[],
	{ format, name, sheet }: Readonly<{ format: TableFormat; name: string; sheet: string }>
): Download {
	return {
		body: format === 'csv' ? csvBytes(rows, columns) : xlsxBytes(rows, columns, sheet),
		contentType: contentTypes[format],
		fileName: `palaver-${name}.${format}`
	};
}

function csvBytes<Row>(
	batches: AsyncIterable<readonly Row[]>,
	columns: readonly Column<Row>[]
): ReadableStream<Uint8Array> {
	const header = columns.map(({ name }) => name);
	const pieces = csvPieces(header, tableOf(batches, columns));
	return Readable.toWeb(Readable.from(encoded(pieces))) as ReadableStream<Uint8Array>;
}

async function* tableOf<Row>(
	batches: AsyncIterable<readonly Row[]>,
	columns: readonly Column<Row>[]
) {
	for await (const rows of batches) yield rows.map((row) => columns.map(({ cell }) => cell(row)));
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	for await (const piece of pieces) yield encoder.encode(piece);
}

const xlsxBytes = <Row>(
	batches: AsyncIterable<readonly Row[]>,
	columns: readonly Column<Row>[],
	sheet: string
): ReadableStream<Uint8Array> =>
	writeXlsxStream(sheetRows(batches, columns), {
		name: sheet,
		columns: columns.map(({ name, width }, index) => ({
			header: xlsxCell(name) as string,
			key: String(index),
			width: width ?? 14
		})),
		freezePane: { rows: 1 }
	});

async function* sheetRows<Row>(
	batches: AsyncIterable<readonly Row[]>,
	columns: readonly Column<Row>[]
): AsyncGenerator<CellValue[]> {
	for await (const rows of batches)
		for (const row of rows) yield columns.map(({ cell }) => xlsxCell(cell(row)));
}
