import type { Actor } from '../../../access/actor.ts';
import { toCsv, type CsvCell } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { columnName } from '../exchange/columns.ts';
import type { Download } from '../exchange/export.server.ts';
import { badRows, importOf, numbersOf } from './imports.server.ts';
import { problemText } from './problem-text.ts';

type Which = Readonly<{ activityId: string; importId: string }>;

/** Every problem with line, column, what stands there and what to do: to work through beside the file. */
export async function problemsCsv(
	db: Db,
	actor: Actor,
	which: Which,
	locale: string,
	now: Date
): Promise<Download> {
	await importOf(db, actor, which.activityId, which.importId, now);
	const spoken = inLocale(locale);
	const rows = (await badRows(db, which.importId, null)).flatMap(({ line, problems }) =>
		problems.map(({ code, column, found }): CsvCell[] => [
			line,
			column,
			problemText(code, locale),
			found
		])
	);
	const header = [
		m.ideadata_problem_line({}, spoken),
		m.ideadata_problem_column({}, spoken),
		m.ideadata_problem_what({}, spoken),
		m.ideadata_problem_found({}, spoken)
	];
	return csvFile(header, rows, 'palaver-import-problems.csv');
}

/** Which number each idea had before and which it has here. */
export async function numbersCsv(
	db: Db,
	actor: Actor,
	which: Which,
	locale: string,
	now: Date
): Promise<Download> {
	await importOf(db, actor, which.activityId, which.importId, now);
	const rows = (await numbersOf(db, which.importId)).map((row) => [
		row.sourceRef,
		row.number,
		row.title
	]);
	const header = (['sourceRef', 'number', 'title'] as const).map((key) => columnName(key, locale));
	return csvFile(header, rows, 'palaver-import-numbers.csv');
}

const csvFile = (header: string[], rows: CsvCell[][], fileName: string): Download => ({
	body: new Blob([toCsv(header, rows)]).stream(),
	contentType: 'text/csv; charset=utf-8',
	fileName
});
