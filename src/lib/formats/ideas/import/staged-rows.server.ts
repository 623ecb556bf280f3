import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { RowProblem } from './problems.ts';
import type { ImportedIdea } from './read-row.ts';

/** A row of the file as it was read, waiting to be understood. */
export type StagedRow = Readonly<{ row: number; line: number; cells: readonly string[] }>;

export const stagedBatch = 2000;

/** PostgreSQL keeps no zero character and JSON no half of a surrogate pair. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

export async function stageRows(db: Db | Trx, importId: string, rows: readonly StagedRow[]) {
	if (rows.length === 0) return;
	const values = rows.map((row) => ({ ...row, cells: row.cells.map(storable) }));
	await sql`
		insert into idea_import_rows (import_id, row, line, cells)
		select ${importId}, v.row, v.line, v.cells
		from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v (row integer, line integer, cells jsonb)`.execute(
		db
	);
}

/** The rows in the order of the file, a batch at a time. */
export async function* stagedRows(db: Db, importId: string): AsyncGenerator<StagedRow[]> {
	for (let after = 0; ;) {
		const rows = await db
			.selectFrom('ideaImportRows')
			.select(['row', 'line', 'cells'])
			.where('importId', '=', importId)
			.where('row', '>', after)
			.orderBy('row')
			.limit(stagedBatch)
			.execute();
		const last = rows.at(-1);
		if (!last) return;
		yield rows as StagedRow[];
		after = last.row;
	}
}

/** What becomes of a row: an idea with its key, or what is wrong with it. */
export type CheckedRow = Readonly<{
	row: number;
	idea: ImportedIdea | null;
	problems: readonly RowProblem[] | null;
	clientKey: string | null;
}>;

export async function keepChecked(db: Db | Trx, importId: string, rows: readonly CheckedRow[]) {
	await sql`
		update idea_import_rows r set idea = v.idea, problems = v.problems, client_key = v.key
		from jsonb_to_recordset(${JSON.stringify(
			rows.map(({ clientKey, ...row }) => ({ ...row, key: clientKey }))
		)}::jsonb) as v (row integer, idea jsonb, problems jsonb, key uuid)
		where r.import_id = ${importId} and r.row = v.row`.execute(db);
}

/**
 * For joins of staged rows with the ideas of their map, to the end of the transaction. The planner knows nothing of rows
 * that have just come, takes them for few and walks through all ideas of the map for each: 95,000 rows took a quarter
 * of an hour instead of a minute.
 */
export const joinByHash = (trx: Trx) => sql`set local enable_nestloop = off`.execute(trx);

/** Days for which the rows of a file are kept, so that its problems and numbers can be looked up. */
const keptDays = 30;

/** Part of the hourly housekeeping: files are not kept for ever, and forgotten imports end. */
export async function dropStagedRows(db: Db, now: Date): Promise<void> {
	const before = new Date(now.getTime() - keptDays * 86_400_000);
	await db
		.deleteFrom('ideaImportRows')
		.where('importId', 'in', (eb) =>
			eb.selectFrom('ideaImports').select('id').where('createdAt', '<', before)
		)
		.execute();
	await db
		.updateTable('ideaImports')
		.set({ state: 'cancelled', endedAt: now })
		.where('createdAt', '<', before)
		.where('state', 'in', ['reading', 'mapping', 'checking', 'checked'])
		.execute();
}
