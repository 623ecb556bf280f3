import { systemClock, type Clock } from '#lib/platform/clock.ts';
import { readConfig, type Config } from '#lib/platform/config.ts';
import { openDatabase, type Database } from '#lib/platform/db/database.server.ts';
import {
	runningEmbeddedUrl,
	startEmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

/** What a script needs of the house; use cases take it as their means. */
export type ScriptHouse = Database & {
	config: Config;
	clock: Clock;
	/** A Palaver runs in this data folder at the moment; its embedded database is shared with it. */
	besideApp: boolean;
};

/**
 * Opens the configured database for a script and brings it to the newest schema unless told otherwise. The embedded
 * one is started when nothing runs, else the running app's is used, so a script works beside the app too; `close` also
 * ends what was started.
 * @throws ConfigError, EmbeddedDatabaseError or MigrationError with a message for operators
 */
export async function openForScript({
	env = process.env,
	toNewest = true
} = {}): Promise<ScriptHouse> {
	const config = readConfig(env);
	const running = config.databaseUrl ? null : runningEmbeddedUrl(config.dataDir);
	const embedded =
		config.databaseUrl || running ? null : await startEmbeddedPostgres({ dataDir: config.dataDir });
	const database = openDatabase(config.databaseUrl ?? running ?? embedded!.url, 4);
	const close = async () => {
		await database.close();
		await embedded?.stop();
	};
	try {
		if (toNewest) await migrate(database.db);
	} catch (error) {
		await close();
		throw error;
	}
	return { ...database, config, clock: systemClock, besideApp: running !== null, close };
}
