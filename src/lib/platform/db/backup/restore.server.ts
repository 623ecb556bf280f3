import pg from 'pg';
import type { Database } from '../database.server.ts';
import { migrate } from '../migrate.server.ts';
import { BackupError, damaged, readLines, type Head } from './file.server.ts';
import { quoted, quotedList, rowsAtOnce, tablesOf, type Table } from './tables.server.ts';

/**
 * Loads a backup into an empty database: first the schema of its time, then its rows in one transaction, then the
 * migrations since. A damaged file changes nothing.
 * @returns number of rows
 * @throws BackupError when the database is not empty, or the file is damaged or from a newer Palaver
 */
export async function restore(database: Database, path: string, head: Head): Promise<number> {
	await demandEmpty(database);
	await migrate(database.db, { upTo: head.migration }).catch((error: unknown) => {
		throw new BackupError(
			`The backup was made by a newer Palaver (migration ${head.migration}). Install that version first.`,
			{ cause: error }
		);
	});
	const client = await database.pool.connect();
	try {
		await client.query('begin');
		const rows = await withoutTriggersAndKeys(client, () => load(client, path));
		await client.query('commit');
		await migrate(database.db);
		return rows;
	} catch (error) {
		await client.query('rollback');
		// Classes 22 and 23 of SQLSTATE: values that are none, or that break a rule of the schema.
		throw error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')
			? damaged(path, error)
			: error;
	} finally {
		client.release();
	}
}

async function demandEmpty({ pool }: Database): Promise<void> {
	const client = await pool.connect();
	try {
		for (const { name } of await tablesOf(client)) {
			const { rowCount } = await client.query(`select 1 from ${quoted(name)} limit 1`);
			if (rowCount === 0) continue;
			throw new BackupError(
				`The database is not empty (table ${name}). Restore into a new one: another DATA_DIR or DATABASE_URL.`
			);
		}
	} finally {
		client.release();
	}
}

/**
 * Rows come table by table, so keys point to rows that are not there yet, and triggers would count what is counted
 * already. Putting the keys back checks every row.
 */
async function withoutTriggersAndKeys<T>(
	client: pg.ClientBase,
	work: () => Promise<T>
): Promise<T> {
	const tables = await tablesOf(client);
	const keys = await client.query<{ table: string; name: string; definition: string }>(`
		select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
	for (const { table, name } of keys.rows) {
		await client.query(`alter table ${table} drop constraint ${quoted(name)}`);
	}
	for (const { name } of tables) {
		await client.query(`alter table ${quoted(name)} disable trigger user`);
	}
	const done = await work();
	for (const { name } of tables) {
		await client.query(`alter table ${quoted(name)} enable trigger user`);
	}
	for (const { table, name, definition } of keys.rows) {
		await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
	}
	return done;
}

async function load(client: pg.ClientBase, path: string): Promise<number> {
	const tables = await tablesOf(client);
	let current: Table | null = null;
	let waiting: string[] = [];
	let rows = 0;
	const flush = async () => {
		if (current && waiting.length > 0) await insert(client, current, waiting);
		rows += waiting.length;
		waiting = [];
	};
	for await (const line of readLines(path)) {
		if (typeof line === 'string') {
			waiting.push(line);
			if (current && waiting.length === rowsAtOnce(current)) await flush();
			continue;
		}
		await flush();
		if ('end' in line) {
			if (line.rows !== rows) throw new BackupError(`${path} is damaged: rows are missing.`);
		} else current = sameTable(tables, { name: line.table, columns: line.columns });
	}
	for (const table of tables) await raiseCounters(client, table);
	return rows;
}

function sameTable(tables: Table[], wanted: Pick<Table, 'name' | 'columns'>): Table {
	const found = tables.find(({ name }) => name === wanted.name);
	if (found && found.columns.join() === wanted.columns.join()) return found;
	throw new BackupError(
		`Table ${wanted.name} of the backup does not fit the schema of this Palaver.`
	);
}

/**
 * A row comes in the text form of a record. It is read as a record of a temporary table with the same columns,
 * which is how PostgreSQL itself takes every type back exactly as it gave it.
 */
async function insert(client: pg.ClientBase, table: Table, lines: string[]): Promise<void> {
	const columns = quotedList(table.columns);
	await client.query(`create temporary table if not exists ${quoted(`shape_${table.name}`)}
		on commit drop as select ${columns} from ${quoted(table.name)} with no data`);
	await client.query(
		`insert into ${quoted(table.name)} (${columns}) overriding system value
			select (line::${quoted(`shape_${table.name}`)}).* from unnest($1::text[]) line`,
		[lines]
	);
}

/** Running numbers go on after the highest that was restored. */
async function raiseCounters(client: pg.ClientBase, { name, columns }: Table): Promise<void> {
	for (const column of columns) {
		const counter = await client.query<{ sequence: string | null }>(
			'select pg_get_serial_sequence($1, $2) as sequence',
			[quoted(name), column]
		);
		const sequence = counter.rows[0]?.sequence;
		if (!sequence) continue;
		await client.query(
			`select setval($1::regclass, (select max(${quoted(column)}) from ${quoted(name)}))
				where exists (select 1 from ${quoted(name)})`,
			[sequence]
		);
	}
}
