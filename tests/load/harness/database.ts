import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#lib/platform/db/database.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

/** A migrated database on a PostgreSQL of its own, as durable as in production (fsync on). */
export type BenchDatabase = Database & { stop(): Promise<void> };

export async function startDatabase(): Promise<BenchDatabase> {
	const dataDir = mkdtempSync(join(tmpdir(), 'palaver-bench-'));
	// PostgreSQL's own user must be able to enter it.
	chmodSync(dataDir, 0o755);
	const postgres = await startEmbeddedPostgres({ dataDir });
	const database = openDatabase(postgres.url);
	await migrate(database.db);
	return {
		...database,
		stop: async () => {
			await database.close();
			await postgres.stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
