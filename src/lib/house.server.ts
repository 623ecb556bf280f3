import { openDatabase, type Database, type Db } from './platform/db/database.server.ts';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres
} from './platform/db/embedded/cluster.server.ts';
import { startMailSender } from './platform/mail/sender.server.ts';
import { openTransport } from './platform/mail/transport.server.ts';
import { migrate } from './platform/db/migrate.server.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';

/** What a running process has: made once at the start, handed to whoever needs a part of it. */
export type House = {
	config: Config;
	clock: Clock;
	database: Database;
	db: Db;
	/** No new votes, what is on its way is written, streams closed, database released. */
	close(): Promise<void>;
};

/** Opens the database (starting PostgreSQL where none is configured) and brings it to the newest schema. */
export async function openHouse(config: Config, clock: Clock = systemClock): Promise<House> {
	const embedded: EmbeddedPostgres | null = config.databaseUrl
		? null
		: await startEmbeddedPostgres({ dataDir: config.dataDir });
	const database = openDatabase(config.databaseUrl ?? embedded!.url);
	try {
		await migrate(database.db);
	} catch (error) {
		await database.close();
		await embedded?.stop();
		throw error;
	}
	const mails = startMailSender({ db: database.db, clock }, openTransport(config));
	return {
		config,
		clock,
		database,
		db: database.db,
		close: async () => {
			await mails.stop();
			await database.close();
			await embedded?.stop();
		}
	};
}
