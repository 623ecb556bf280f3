<<<<<<< HEAD
import { readConfig } from '#lib/platform/config.ts';
import { openDatabase, type Database } from '#lib/platform/db/database.server.ts';
=======
import { readConfig, type Config } from '#lib/platform/config.ts';
import { systemClock, type Clock } from '#lib/platform/clock.ts';
import { openDatabase, type Db } from '#lib/platform/db/database.server.ts';
>>>>>>> main
import {
	runningEmbeddedUrl,
	startEmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

<<<<<<< HEAD
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
=======
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
>>>>>>> main
	} catch (error) {
		await close();
		throw error;
	}
<<<<<<< HEAD
=======
	return { config, clock: systemClock, db: database.db, url, besideApp: running !== null, close };
>>>>>>> main
}
