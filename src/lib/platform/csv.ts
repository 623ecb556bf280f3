import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | boolean | null | undefined;

/**
 * Rows as CSV (RFC 4180, CRLF, with a byte order mark so that Excel reads it as UTF-8). The one place that keeps
 * a cell from becoming a formula: one that begins with = + - @ tab or CR gets an apostrophe in front
 * (OWASP, CSV Injection); plain numbers, also negative ones, stay numbers. Quoting is asked for at every line
 * break: by itself csv-stringify quotes only the two characters that end a record.
 */
export const toCsv = (header: readonly string[], rows: Iterable<readonly CsvCell[]>): string =>
	stringify(
		[header, ...rows].map((row) => row.map(cell)),
		{ bom: true, record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ }
	);

/** As `toCsv`, in pieces as the rows come: a hundred thousand rows never stand in memory at once. */
export async function* csvPieces(
	header: readonly string[],
	batches: AsyncIterable<readonly (readonly CsvCell[])[]>
): AsyncGenerator<string> {
	yield toCsv(header, []);
	for await (const rows of batches) yield toCsv([], rows).slice(emptyHeader.length);
}

const formulaSign = String.raw`[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]`;
const apostropheBeforeFormula = new RegExp(`^'+\\s*${formulaSign}`);
const guarded = new RegExp(`^'(?='*\\s*${formulaSign})`);

/** The text of a cell that `toCsv` kept from becoming a formula, as it was before. */
export const withoutFormulaGuard = (cell: string): string => cell.replace(guarded, '');

/** The number that a text is, written as numbers are; null: a text, as "007" is one. */
export const numberIn = (text: string): number | null =>
	/^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(text) && String(Number(text)) === text
		? Number(text)
		: null;

/** Number and text are told apart by the escaping; blanks before a formula do not hide it. */
function cell(value: CsvCell): string | number | null {
	if (value === undefined || value === null) return null;
	if (typeof value !== 'string') return typeof value === 'number' ? value : String(value);
	const number = numberIn(value);
	if (number !== null) return number;
	// One that has an apostrophe already gets another: `withoutFormulaGuard` finds back to each of them.
	return /^\s+[=+\-@]/.test(value) || apostropheBeforeFormula.test(value) ? `'${value}` : value;
}

/** What `toCsv` writes before the rows when there is no header: mark and line end. */
const emptyHeader = toCsv([], []);
