import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { withoutFormulaGuard } from '../../../platform/csv.ts';
import { Refusal } from '../../../platform/errors.ts';
import { readIcal } from '../../../platform/calendar/read-ical.ts';
import {
	CsvBroken,
	csvRecords,
	sniffDelimiter,
	type CsvRecord
} from '../../../platform/files/csv-file.server.ts';
import {
	inspectText,
	textPieces,
	type Encoding
} from '../../../platform/files/text-file.server.ts';
import { calendarRow } from './calendar-rows.server.ts';
import { tellProblem, telling, type ReadRow } from './finish-row.server.ts';
import type { RowContext } from './row-context.server.ts';
import { columnsIn } from './table-columns.ts';
import { tableRow } from './table-rows.server.ts';

/** A file as it was read. */
export type ReadFile = Readonly<{
	format: 'ical' | 'csv';
	encoding: Encoding;
	/** Headers of columns that mean nothing here. */
	unused: readonly string[];
	rows: readonly ReadRow[];
}>;

/**
 * Reads a calendar or a table; which of both it is says the file itself and not its name.
 * @throws Refusal (422) file_not_text, file_empty, not_a_table, no_rows, too_many_rows, too_many_rows_of_one, quote_open, not_a_calendar,
 *   too_many_events, each at the field `file`
 */
export async function readRows(path: string, context: RowContext): Promise<ReadFile> {
	const text = await inspectText(path);
	if ('notText' in text) throw unreadable('file_not_text');
	const start = (await firstText(path, text.encoding)).trimStart();
	if (start === '') throw unreadable('file_empty');
	const read = start.toUpperCase().startsWith('BEGIN:VCALENDAR')
		? await calendarFile(path, context)
		: await tableFile(path, start, text.encoding, context);
	if (read.rows.length === 0) throw unreadable('no_rows');
	if (read.rows.length > context.mostRows) throw tooMany(context);
	return read;
}

const unreadable = (reason: string) => new Refusal('invalid', reason, { file: reason });

/** What staff may send is more; each hears their own limit. */
const tooMany = ({ organisationId }: RowContext) =>
	unreadable(organisationId === null ? 'too_many_rows' : 'too_many_rows_of_one');

async function firstText(path: string, encoding: Encoding): Promise<string> {
	for await (const piece of textPieces(path, encoding)) if (piece.trim() !== '') return piece;
	return '';
}

async function calendarFile(path: string, context: RowContext): Promise<ReadFile> {
	const { events, lines, problems } = readIcal(await readFile(path));
	const whole = problems.find(({ reason }) => fatal.has(reason));
	if (whole) throw unreadable(whole.reason);
	const isWindows = problems.some(({ reason }) => reason === 'encoding_windows_1252');
	const refused = problems
		.filter(({ reason }) => reason !== 'encoding_windows_1252')
		.map(({ line, reason }) => refusedRow(line, reason));
	const rows = await all(events, (event) => calendarRow(event, lines.get(event.uid) ?? 1, context));
	return {
		format: 'ical',
		encoding: isWindows ? 'windows-1252' : 'utf-8',
		unused: [],
		rows: [...rows, ...refused].sort((one, other) => one.line - other.line)
	};
}

const fatal = new Set<string>(['file_too_large', 'not_a_calendar', 'too_many_events']);

function refusedRow(line: number, reason: string): ReadRow {
	const tell = telling();
	tellProblem(tell, reason, 'row', '');
	return { line, uid: '', title: '', brought: null, problems: tell.problems, notes: [] };
}

async function tableFile(
	path: string,
	start: string,
	encoding: Encoding,
	context: RowContext
): Promise<ReadFile> {
	const end = start.lastIndexOf('\n');
	const delimiter = sniffDelimiter(end > 0 ? start.slice(0, end) : start);
	const [header, ...records] = await recordsOf(path, encoding, delimiter, context);
	const names = header!.cells.map((name) => name.trim());
	const columns = columnsIn(names);
	// A table without a title or a day is not a programme; telling it of each of its rows helps nobody.
	if (!columns.at.has('title') || !columns.at.has('date')) throw unreadable('not_a_table');
	const rows = await all(records, (record) => tableRow(record, { names, columns }, context));
	return { format: 'csv', encoding, unused: columns.unused, rows: onceEach(rows) };
}

async function recordsOf(
	path: string,
	encoding: Encoding,
	delimiter: string,
	context: RowContext
): Promise<CsvRecord[]> {
	const records: CsvRecord[] = [];
	try {
		for await (const { line, cells } of csvRecords(path, encoding, delimiter)) {
			if (records.length > context.mostRows) throw tooMany(context);
			const isEmpty = cells.every((cell) => cell.trim() === '');
			if (!isEmpty) records.push({ line, cells: cells.map(withoutFormulaGuard) });
		}
	} catch (error) {
		throw error instanceof CsvBroken ? unreadable('quote_open') : error;
	}
	return records;
}

/** Of two rows with one id the first is taken: which of both is meant only the sender knows. */
function onceEach(rows: readonly ReadRow[]): ReadRow[] {
	const seen = new Set<string>();
	return rows.map((row) => {
		if (!seen.has(row.uid)) {
			seen.add(row.uid);
			return row;
		}
		return {
			...row,
			brought: null,
			problems: [{ code: 'id_twice', column: null, found: row.title }]
		};
	});
}

/** Lets others be answered between the rows: a big file takes seconds. */
async function all<Item>(
	items: readonly Item[],
	read: (item: Item) => ReadRow
): Promise<ReadRow[]> {
	const rows: ReadRow[] = [];
	for (const item of items) {
		rows.push(read(item));
		if (rows.length % 20 === 0) await setImmediate();
	}
	return rows;
}
