import { sql } from 'kysely';
import { withoutFormulaGuard } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import {
	CsvBroken,
	csvRecords,
	sniffDelimiter,
	type CsvRecord
} from '../../../platform/files/csv-file.server.ts';
import { FeaturesBroken, jsonFeatures } from '../../../platform/files/json-features.server.ts';
import {
	inspectText,
	textPieces,
	type Encoding
} from '../../../platform/files/text-file.server.ts';
import type { Upload } from '../../../platform/files/upload.server.ts';
import { rowsOfFeatures } from './feature-rows.ts';
import type { FileColumn } from './mapping.ts';
import { ImportTrouble, shortened } from './problems.ts';
import { stagedBatch, stageRows, type StagedRow } from './staged-rows.server.ts';
import type { Progress } from './work.server.ts';

/** More is no procedure of a city but a mistake; the largest file that was tried has half of it. */
const mostRows = 200_000;
const mostColumns = 200;
const samplesPerColumn = 3;

/**
 * Reads an uploaded file into the staged rows of its import and says what its columns are. After it the import waits
 * for its mapping. @throws ImportTrouble
 */
export async function readFile(
	db: Db,
	importId: string,
	file: Upload,
	progress: Progress
): Promise<void> {
	const text = await inspectText(file.path);
	if ('notText' in text) throw new ImportTrouble(text.notText);
	const { encoding } = text;
	const start = await firstText(file.path, encoding);
	if (start.trim() === '') throw new ImportTrouble('empty');
	const isJson = /^[[{]/.test(start.trimStart());
	const delimiter = isJson ? null : sniffDelimiter(wholeLines(start));
	let heard = 0;
	const hear = (bytes: number) => (heard += bytes);
	const names: string[] = [];
	const rows =
		delimiter === null
			? rowsOfFeatures(jsonFeatures(file.path, encoding, hear), names)
			: rowsOfTable(csvRecords(file.path, encoding, delimiter, hear), names);
	const { total, samples } = await stageAll(db, importId, rows, names, () => progress(heard));
	await db
		.updateTable('ideaImports')
		.set({ state: 'mapping', format: isJson ? 'geojson' : 'csv', encoding, delimiter })
		.set({ total, done: total, heartbeatAt: sql<string>`now()` })
		.set({ columns: JSON.stringify(described(names, samples)) })
		.where('id', '=', importId)
		.execute();
}

/** The first piece; a file may begin with many empty lines, but not with 64 kB of them. */
async function firstText(path: string, encoding: Encoding): Promise<string> {
	for await (const piece of textPieces(path, encoding)) return piece;
	return '';
}

/** Without a last line that the piece cuts in two. */
function wholeLines(piece: string): string {
	const end = piece.lastIndexOf('\n');
	return end > 0 ? piece.slice(0, end) : piece;
}

async function* rowsOfTable(
	records: AsyncIterable<CsvRecord>,
	names: string[]
): AsyncGenerator<StagedRow> {
	let row = 0;
	for await (const { line, cells } of records) {
		if (names.length === 0) names.push(...cells.map((cell) => shortened(cell.trim())));
		// Only tables guard their cells against formulas; in a GeoJSON an apostrophe is an apostrophe.
		else yield { row: ++row, line, cells: cells.map(withoutFormulaGuard) };
	}
}

async function stageAll(
	db: Db,
	importId: string,
	rows: AsyncIterable<StagedRow>,
	names: readonly string[],
	progress: () => Promise<void>
): Promise<{ total: number; samples: string[][] }> {
	const samples: string[][] = [];
	let total = 0;
	let batch: StagedRow[] = [];
	try {
		for await (const row of rows) {
			if (names.length > mostColumns) throw new ImportTrouble('too_many_columns', row.line);
			if (++total > mostRows) throw new ImportTrouble('too_many_rows', row.line);
			if (total <= 200) sample(samples, row.cells);
			batch.push(row);
			if (batch.length < stagedBatch) continue;
			await stageRows(db, importId, batch);
			batch = [];
			await progress();
		}
	} catch (error) {
		throw readable(error);
	}
	if (total === 0) throw new ImportTrouble('no_rows');
	await stageRows(db, importId, batch);
	return { total, samples };
}

function sample(samples: string[][], cells: readonly string[]): void {
	cells.forEach((cell, index) => {
		const kept = (samples[index] ??= []);
		const text = shortened(cell.trim());
		if (text !== '' && kept.length < samplesPerColumn && !kept.includes(text)) kept.push(text);
	});
}

const described = (names: readonly string[], samples: readonly string[][]): FileColumn[] =>
	names.map((name, index) => ({
		name: name.replaceAll('\0', '').toWellFormed(),
		samples: (samples[index] ?? []).map((text) => text.replaceAll('\0', '').toWellFormed())
	}));

function readable(error: unknown): unknown {
	const known = error instanceof CsvBroken || error instanceof FeaturesBroken;
	return known ? new ImportTrouble(error.code, error.line) : error;
}
