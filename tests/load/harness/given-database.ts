import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '#lib/platform/db/database.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';
import { startDatabase, type BenchDatabase } from './database.ts';

/**
 * An empty, migrated database on the server of DATABASE_URL, dropped at the end; where that is not set, on an
 * embedded one. Whoever may not make databases gets the one of the address itself, and a finished session stays in it.
 */
export async function givenDatabase(): Promise<BenchDatabase> {
	const address = process.env['DATABASE_URL'];
	if (!address) return startDatabase();
	const name = `palaver_bench_${randomBytes(4).toString('hex')}`;
	const own = await administer(address, `create database ${name}`);
	const url = new URL(address);
	if (own) url.pathname = `/${name}`;
	const database = openDatabase(url.href);
	await migrate(database.db);
	return {
		...database,
		stop: async () => {
			await database.close();
			if (own) await administer(address, `drop database ${name} with (force)`);
		}
	};
}

async function administer(address: string, statement: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: address });
	await client.connect();
	try {
		await client.query(statement);
		return true;
	} catch (error) {
		const notAllowed = (error as { code?: string }).code === '42501';
		if (!notAllowed) throw error;
		return false;
	} finally {
		await client.end();
	}
}
