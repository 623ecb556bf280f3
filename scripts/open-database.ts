import { readConfig, type Config } from '#lib/platform/config.ts';
import { systemClock, type Clock } from '#lib/platform/clock.ts';
import { openDatabase, type Db } from '#lib/platform/db/database.server.ts';
import {
	runningEmbeddedUrl,
	startEmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

/** What a script needs of the house; use cases take it as their means. */
export type ScriptHouse = {
	config: Config;
	clock: Clock;
	db: Db;
	url: string;
	/** A Palaver runs in this data folder at the moment; its embedded database is shared with it. */
	besideApp: boolean;
	close(): Promise<void>;
};

/**
 * Opens the configured database for a script and brings it to the newest schema. The embedded one is started when
 * nothing runs, else the running app's is used, so a script works beside the app too.
 * @throws ConfigError, EmbeddedDatabaseError or MigrationError with a message for operators
 */
export async function openForScript(env = process.env): Promise<ScriptHouse> {
	const config = readConfig(env);
	const running = config.databaseUrl ? null : runningEmbeddedUrl(config.dataDir);
	const embedded =
		config.databaseUrl || running ? null : await startEmbeddedPostgres({ dataDir: config.dataDir });
	const url = config.databaseUrl ?? running ?? embedded!.url;
	const database = openDatabase(url, 4);
	const close = async () => {
		await database.close();
		await embedded?.stop();
	};
	try {
		await migrate(database.db);
	} catch (error) {
		await close();
		throw error;
	}
	return { config, clock: systemClock, db: database.db, url, besideApp: running !== null, close };
}
