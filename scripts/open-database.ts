import { readConfig } from '#lib/platform/config.ts';
import { openDatabase, type Database } from '#lib/platform/db/database.server.ts';
import {
	runningEmbeddedUrl,
	startEmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

/**
 * The database that the configuration names: DATABASE_URL, the embedded one of the app that is running in DATA_DIR, or
 * that one started for this script. At the newest schema unless told otherwise; `close` also ends what was started.
 */
export async function openForScript({ toNewest = true } = {}): Promise<Database> {
	const config = readConfig(process.env);
	const running = config.databaseUrl ?? runningEmbeddedUrl(config.dataDir);
	const started = running ? null : await startEmbeddedPostgres({ dataDir: config.dataDir });
	const database = openDatabase(running ?? started!.url, 4);
	const close = async () => {
		await database.close();
		await started?.stop();
	};
	try {
		if (toNewest) await migrate(database.db);
		return { ...database, close };
	} catch (error) {
		await close();
		throw error;
	}
}
