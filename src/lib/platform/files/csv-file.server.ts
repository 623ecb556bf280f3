import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { textPieces, type Encoding } from './text-file.server.ts';

/** A line of a table, with the line of the file where it begins (from 1). */
export type CsvRecord = Readonly<{ line: number; cells: readonly string[] }>;

/** The table cannot be read any further. */
export class CsvBroken extends Error {
	readonly line: number;
	readonly code: 'quote_open' | 'quote_wrong' | 'record_too_long';
	constructor(code: CsvBroken['code'], line: number) {
		super(`${code} in line ${line}`);
		this.code = code;
		this.line = line;
	}
}

export const delimiters = [',', ';', '\t', '|'] as const;

/** Longer than any record of a table that people made: a quotation mark that is never closed swallows the rest. */
const longestRecord = 1_000_000;

/** The sign that cuts the first lines into the most columns, as many in each line; a comma where none does. */
export function sniffDelimiter(sample: string): string {
	const scored = delimiters.map((delimiter) => {
		const widths = widthsOf(sample, delimiter);
		const columns = widths[0] ?? 1;
		const alike = widths.filter((width) => width === columns).length / Math.max(1, widths.length);
		return { delimiter, score: columns > 1 ? alike * 100 + Math.min(columns, 50) : 0 };
	});
	return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** How many cells the first twenty records have; the sample may end within one of them. */
function widthsOf(sample: string, delimiter: string): number[] {
	const widths: number[] = [];
	try {
		parseSync(sample, {
			delimiter,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			to: 20,
			on_record: (record: string[]) => void widths.push(record.length)
		});
	} catch {
		// What came before counts.
	}
	return widths;
}

/**
 * The records of a CSV file as they are read; empty lines are left out. Quotation marks that do not close end it.
 * @param heard bytes of the file that have been read since it was called last
 * @throws CsvBroken
 */
export async function* csvRecords(
	path: string,
	encoding: Encoding,
	delimiter: string,
	heard?: (bytes: number) => void
): AsyncGenerator<CsvRecord> {
	const parser = parse({
		delimiter,
		info: true,
		relax_column_count: true,
		skip_empty_lines: true,
		record_delimiter: '\n',
		max_record_size: longestRecord
	});
	const text = Readable.from(textPieces(path, encoding, heard));
	text.on('error', (error) => parser.destroy(error));
	text.pipe(parser);
	let read = 0;
	try {
		for await (const { record, info } of parser as AsyncIterable<Parsed>) {
			const within = record.reduce((lines, cell) => lines + cell.split('\n').length - 1, 0);
			yield { line: info.lines - within, cells: record };
			read = info.lines;
		}
	} catch (error) {
		throw broken(error as { code?: string; lines?: number }, read + 1);
	} finally {
		text.destroy();
	}
}

type Parsed = { record: string[]; info: { lines: number } };

/** @param begins line where the record begins that could not be read */
function broken(error: { code?: string; lines?: number }, begins: number): unknown {
	switch (error.code) {
		case 'CSV_QUOTE_NOT_CLOSED':
			return new CsvBroken('quote_open', begins);
		case 'CSV_INVALID_CLOSING_QUOTE':
		case 'INVALID_OPENING_QUOTE':
			return new CsvBroken('quote_wrong', error.lines ?? begins);
		case 'CSV_MAX_RECORD_SIZE':
			return new CsvBroken('record_too_long', begins);
		default:
			return error;
	}
}
