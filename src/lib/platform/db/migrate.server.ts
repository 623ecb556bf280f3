import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Migrator, type Migration } from 'kysely/migration';
import { log } from '../log.ts';
import type { Db } from './database.server.ts';

/** A migration failed; nothing of it is kept. */
export class MigrationError extends Error {
	override name = 'MigrationError';
}

/**
 * Brings the database to the newest schema, or to the one that ends with the migration `upTo`. Kysely holds an
 * advisory lock, so of several processes that start at once one migrates and the others wait.
 * @returns names of the migrations that ran
 * @throws MigrationError naming the migration that failed
 */
export async function migrate(
	db: Db,
	{ folder = resolve('migrations'), upTo }: { folder?: string; upTo?: string } = {}
): Promise<string[]> {
	const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } });
	const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest());
	const failed = results?.find((result) => result.status === 'Error');
	if (error)
		throw new MigrationError(`Migration ${failed?.migrationName ?? '(none started)'} failed`, {
			cause: error
		});
	const ran = results?.map((result) => result.migrationName) ?? [];
	if (ran.length > 0) log.info({ migrations: ran.length }, 'database migrated');
	return ran;
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
	const files = readdirSync(folder).filter((file) => /^\d{8}T\d{4}_\w+\.ts$/.test(file));
	const loaded = files.map(async (file) => {
		const migration = (await import(/* @vite-ignore */ join(folder, file))) as Migration;
		return [file.replace(/\.ts$/, ''), migration] as const;
	});
	return Object.fromEntries(await Promise.all(loaded));
}
