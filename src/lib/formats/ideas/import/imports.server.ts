import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { mapSubject } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import type { FileColumn, ImportMapping } from './mapping.ts';
import type { RowProblem, Trouble } from './problems.ts';
import type { ImportedIdea } from './read-row.ts';
import { wordKey } from '../../../platform/cell-values.ts';
import { isInterrupted, type ImportState } from './work.server.ts';

/** An import as its page shows it. */
export type IdeaImport = Readonly<{
	id: string;
	activityId: string;
	fileName: string;
	format: 'csv' | 'geojson' | null;
	encoding: string | null;
	delimiter: string | null;
	columns: readonly FileColumn[];
	mapping: ImportMapping | null;
	state: ImportState;
	/** The process that worked at it has ended: it can be gone on with. */
	interrupted: boolean;
	/** Bytes of the file while it is read, then rows. */
	total: number;
	done: number;
	good: number;
	bad: number;
	known: number;
	added: number;
	trouble: Trouble | null;
	createdAt: Date;
	endedAt: Date | null;
}>;

/** The imports of a map, newest first. @throws Refusal forbidden, map_unknown */
export async function importsOf(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<IdeaImport[]> {
	demand(permissions, actor, 'import', await mapSubject(db, activityId));
	const rows = await columnsOf(db)
		.where('activityId', '=', activityId)
		.orderBy('createdAt', 'desc')
		.limit(50)
		.execute();
	return rows.map((row) => shaped(row, now));
}

/** One import of this map. @throws Refusal forbidden, map_unknown, import_unknown (404) */
export async function importOf(
	db: Db | Trx,
	actor: Actor,
	activityId: string,
	importId: string,
	now: Date
): Promise<IdeaImport> {
	demand(permissions, actor, 'import', await mapSubject(db, activityId));
	const row = isUuid(importId)
		? await columnsOf(db)
				.where('id', '=', importId)
				.where('activityId', '=', activityId)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'import_unknown');
	return shaped(row, now);
}

const columnsOf = (db: Db | Trx) =>
	db
		.selectFrom('ideaImports')
		.select(['id', 'activityId', 'fileName', 'format', 'encoding', 'delimiter', 'columns'])
		.select(['mapping', 'state', 'total', 'done', 'good', 'bad', 'known', 'added', 'trouble'])
		.select(['heartbeatAt', 'createdAt', 'endedAt']);

type Read = Awaited<ReturnType<ReturnType<typeof columnsOf>['executeTakeFirstOrThrow']>>;

function shaped({ heartbeatAt, ...row }: Read, now: Date): IdeaImport {
	const state = row.state as ImportState;
	const interrupted = isInterrupted(state, heartbeatAt, now);
	return { ...row, state, interrupted } as unknown as IdeaImport;
}

/** The words in a column with how often each stands there, most frequent first; at most a hundred. */
export async function wordsInColumn(
	db: Db,
	importId: string,
	index: number
): Promise<{ key: string; word: string; rows: number }[]> {
	const { rows } = await sql<{ word: string; rows: number }>`
		select trim(cells->>${index}::integer) as word, count(*)::integer as rows
		from idea_import_rows where import_id = ${importId} and trim(cells->>${index}::integer) <> ''
		group by 1 order by 2 desc, 1 limit 300`.execute(db);
	const words = new Map<string, { key: string; word: string; rows: number }>();
	for (const row of rows) {
		const key = wordKey(row.word);
		const known = words.get(key);
		words.set(key, known ? { ...known, rows: known.rows + row.rows } : { key, ...row });
	}
	return [...words.values()].slice(0, 100);
}

/** The first rows as they will be. */
export async function previewRows(
	db: Db,
	importId: string,
	limit: number
): Promise<{ line: number; idea: ImportedIdea }[]> {
	const rows = await db
		.selectFrom('ideaImportRows')
		.select(['line', 'idea'])
		.where('importId', '=', importId)
		.where('idea', 'is not', null)
		.orderBy('row')
		.limit(limit)
		.execute();
	return rows as unknown as { line: number; idea: ImportedIdea }[];
}

export type RowWithProblems = Readonly<{ line: number; problems: readonly RowProblem[] }>;

/** Rows that are left out, in the order of the file. @param limit null: all of them */
export async function badRows(
	db: Db,
	importId: string,
	limit: number | null
): Promise<RowWithProblems[]> {
	const rows = await db
		.selectFrom('ideaImportRows')
		.select(['line', 'problems'])
		.where('importId', '=', importId)
		.where('problems', 'is not', null)
		.orderBy('row')
		.$if(limit !== null, (query) => query.limit(limit!))
		.execute();
	return rows as unknown as RowWithProblems[];
}

/** How many rows have each problem, most frequent first. */
export async function problemCounts(
	db: Db,
	importId: string
): Promise<{ code: RowProblem['code']; rows: number }[]> {
	const { rows } = await sql<{ code: RowProblem['code']; rows: number }>`
		select p->>'code' as code, count(distinct row)::integer as rows
		from idea_import_rows, jsonb_array_elements(problems) as p
		where import_id = ${importId} and problems is not null
		group by 1 order by 2 desc, 1`.execute(db);
	return rows;
}

/** Which number each idea of the import had where it came from, and which it has here. */
export async function numbersOf(db: Db, importId: string) {
	return db
		.selectFrom('ideas')
		.select(['sourceRef', 'number', 'title'])
		.where('importId', '=', importId)
		.orderBy('number')
		.execute();
}
