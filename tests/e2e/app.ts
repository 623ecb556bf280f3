import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import pg from 'pg';
import { openDatabase, type Db } from '#lib/platform/db/database.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';
import { debianPostgres, quick } from '../fixture/clusters.ts';
import { throwAwayFolder } from '../fixture/throw-away-folder.ts';

/** The built app, running for real, with a database of its own. */
export type App = {
	origin: string;
	db: Db;
	databaseUrl: string;
	dataDir: string;
	appSecret: string;
};

const appSecret = 'end-to-end-tests-need-a-secret-too-0123456789';

type Running = { app: App; file: string; stop(): Promise<void> };

/** The app of the test file that runs at the moment. */
type Current = { postgresUrl: string; running: Running | null };

/**
 * One app, with an empty database, per test file: tests of a file share it and make their own sessions, places and
 * people; what another file left behind cannot change their outcome.
 */
export const test = base.extend<{ app: App }, { current: Current }>({
	current: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
		async ({}, use) => {
			const dataDir = throwAwayFolder('e2e');
			// On the oldest PostgreSQL that we promise to run on, where there is one; the database tests run on the newest.
			const postgres = await startEmbeddedPostgres({
				dataDir,
				settings: quick,
				...(debianPostgres && { binDir: debianPostgres.bin })
			});
			await migrateOnce(postgres.url);
			const current: Current = { postgresUrl: postgres.url, running: null };
			await use(current);
			await current.running?.stop();
			await postgres.stop();
			rmSync(dataDir, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	],
	app: async ({ current }, use, { file }) => {
		if (current.running?.file !== file) {
			const before = current.running;
			current.running = null;
			// The one shuts down while the other starts: they share nothing but the server of their databases.
			// Whatever becomes of the old one, the new one is known, so that it is stopped in the end.
			const [started, stopped] = await Promise.allSettled([
				runApp(current.postgresUrl),
				before?.stop()
			]);
			if (started.status === 'fulfilled') current.running = { file, ...started.value };
			for (const one of [started, stopped]) if (one.status === 'rejected') throw one.reason;
		}
		await use(current.running!.app);
	},
	baseURL: async ({ app }, use) => use(app.origin)
});

async function runApp(postgresUrl: string): Promise<Omit<Running, 'file'>> {
	const dataDir = throwAwayFolder('e2e');
	const databaseUrl = await emptyDatabase(postgresUrl);
	const port = await freePort();
	const server = await startServer({ databaseUrl, dataDir, port });
	const database = openDatabase(databaseUrl);
	const origin = `http://localhost:${port}`;
	return {
		app: { origin, db: database.db, databaseUrl, dataDir, appSecret },
		stop: async () => {
			await database.close();
			await server.end('SIGTERM');
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

/** The database that comes with the server is migrated; each app gets a copy of it. */
async function migrateOnce(postgresUrl: string): Promise<void> {
	const database = openDatabase(postgresUrl);
	await migrate(database.db);
	await database.close();
}

async function emptyDatabase(postgresUrl: string): Promise<string> {
	const name = `e2e_${randomBytes(6).toString('hex')}`;
	const url = new URL(postgresUrl);
	const template = url.pathname.slice(1);
	// Nobody may be connected to what is copied.
	url.pathname = '/postgres';
	const client = new pg.Client({ connectionString: url.href });
	await client.connect();
	await client.query(`create database ${name} template ${template} strategy file_copy`);
	await client.end();
	url.pathname = `/${name}`;
	return url.href;
}

export { expect } from '@playwright/test';

/** The built server as a process of its own on this database; a second one on the same database is another process. */
export async function startServer(own: {
	databaseUrl: string;
	dataDir: string;
	port: number;
	/** Empty: none is configured. */
	origin?: string;
	/** Further settings. */
	env?: Record<string, string>;
}) {
	const server = spawn('node_modules/.bin/node', ['src/server.ts'], {
		env: {
			...process.env,
			DATABASE_URL: own.databaseUrl,
			DATA_DIR: own.dataDir,
			APP_SECRET: appSecret,
			PORT: String(own.port),
			ORIGIN: own.origin ?? `http://localhost:${own.port}`,
			LOG_LEVEL: 'warn',
			// Each test file starts the same program: compiled once, a start takes 3.1 instead of 4.4 s of processor time.
			NODE_COMPILE_CACHE: join(tmpdir(), 'palaver-compiled'),
			...own.env
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	await new Promise<void>((resolve, reject) => {
		server.stdout.on('data', (chunk: Buffer) => chunk.includes('listens on') && resolve());
		server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
	});
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	return {
		end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
			server.kill(signal);
			return ended;
		}
	};
}

/** A free port below 32768, where the system does not hand out ports of its own accord. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		const free = await new Promise<boolean>((resolve) => {
			const probe = createServer().once('error', () => resolve(false));
			probe.listen(port, () => probe.close(() => resolve(true)));
		});
		if (free) return port;
	}
}
