import type pg from 'pg';
import type { Database } from '../database.server.ts';
import { BackupError, writeFile, type Head, type Line } from './file.server.ts';
import { quoted, quotedList, rowsAtOnce, tablesOf } from './tables.server.ts';

/**
 * Saves everything as it stood at one moment, while the app goes on. Works on every PostgreSQL from 15 on and needs no
 * program of it, because the embedded one comes without pg_dump; can be restored on another version.
 * @returns number of rows
 * @throws BackupError when the database has no schema yet
 */
export async function save(
	database: Database,
	path: string,
	{ now, appSecret }: { now: Date; appSecret: string | null }
): Promise<number> {
	const client = await database.pool.connect();
	let rows = 0;
	try {
		await client.query('begin isolation level repeatable read read only');
		const head: Head = {
			palaver: 'backup',
			version: 1,
			madeAt: now.toISOString(),
			migration: await lastMigration(client),
			appSecret
		};
		await writeFile(
			path,
			(async function* () {
				yield head;
				for await (const line of content(client)) {
					if (typeof line === 'string') rows++;
					yield line;
				}
				yield { end: true as const, rows };
			})()
		);
		return rows;
	} finally {
		await client.query('rollback');
		client.release();
	}
}

async function lastMigration(client: pg.ClientBase): Promise<string> {
	const known = await client.query(`select to_regclass('kysely_migration') as found`);
	if (known.rows[0].found === null) {
		throw new BackupError('There is nothing to save: the database is empty.');
	}
	const { rows } = await client.query(
		'select name from kysely_migration order by name desc limit 1'
	);
	return rows[0].name as string;
}

/**
 * Some rows at a time, so that memory does not grow with the database; in the order of their keys, because as they lie
 * they would tell in which order people voted.
 */
async function* content(client: pg.ClientBase): AsyncGenerator<Line> {
	for (const { name, columns, key, files } of await tablesOf(client)) {
		yield { table: name, columns };
		await client.query(
			`declare saved no scroll cursor for
				select row(${quotedList(columns)})::text as line from ${quoted(name)}
				${key.length > 0 ? `order by ${quotedList(key)}` : ''}`
		);
		for (;;) {
			const { rows } = await client.query<{ line: string }>(
				`fetch ${rowsAtOnce({ files })} from saved`
			);
			if (rows.length === 0) break;
			yield* rows.map((row) => row.line);
		}
		await client.query('close saved');
	}
}
