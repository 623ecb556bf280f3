import { resolve } from 'node:path';
import pg from 'pg';
import { postgresBinaries } from './binaries.server.ts';
import { ensureCluster } from './initialise.server.ts';
import { clearLeftBehind } from './left-behind.server.ts';
import { livingOwner, takeOwnership } from './ownership.server.ts';
import { layOut, locate } from './place.server.ts';
import { supervise, urlOf } from './supervise.server.ts';

/**
 * A real PostgreSQL for a house without one: made at the first start, supervised while the app runs.
 * It listens on a Unix socket in a closed folder only, so there is no port to be taken and no password to keep.
 */
export type EmbeddedPostgres = {
	url: string;
	/** Folder of the database and its log: inside the data folder, or where PostgreSQL's own user can reach it. */
	home: string;
	stop(): Promise<void>;
};

export type EmbeddedOptions = {
	dataDir: string;
	/** Programs of another PostgreSQL (the tests run Debian's); absent: the packaged one. */
	binDir?: string;
	/** Further settings, e.g. for throw-away test databases. */
	settings?: Record<string, string>;
};

/**
 * Starts the database of a data folder and keeps it running until `stop`. A server that an app left behind when
 * it was killed is shut down first; PostgreSQL then recovers what was committed.
 * @throws EmbeddedDatabaseError when the folder is in use or PostgreSQL cannot start
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const place = layOut(resolve(options.dataDir));
	const release = takeOwnership(place.home);
	try {
		const bin = options.binDir ?? postgresBinaries(place.user !== null);
		await clearLeftBehind(place);
		await ensureCluster(bin, place);
		const stopServer = await supervise({ bin, place, settings: options.settings ?? {} });
		await createDatabase(urlOf(place, 'postgres'));
		return {
			url: urlOf(place),
			home: place.home,
			stop: async () => {
				await stopServer();
				release();
			}
		};
	} catch (error) {
		release();
		throw error;
	}
}

/** Address of the database that a running app supervises in this folder, for scripts beside it; null: none runs. */
export function runningEmbeddedUrl(dataDir: string): string | null {
	const place = locate(resolve(dataDir));
	return livingOwner(place.home) ? urlOf(place) : null;
}

async function createDatabase(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const found = await client.query(`select 1 from pg_database where datname = 'palaver'`);
		if (found.rowCount === 0) await client.query('create database palaver');
	} finally {
		await client.end();
	}
}
