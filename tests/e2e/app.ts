import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { openDatabase, type Db } from '#lib/platform/db/database.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/db/embedded/cluster.server.ts';

/** The built app, running for real, with a database of its own. */
export type App = {
	origin: string;
	db: Db;
	databaseUrl: string;
	appSecret: string;
	/** Mails are in `outbox` below it. */
	dataDir: string;
};

const appSecret = 'end-to-end-tests-need-a-secret-too-0123456789';

/** One app per worker: tests of a file share it and make their own sessions, places and people. */
export const test = base.extend<object, { app: App }>({
	app: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
		async ({}, use) => {
			const dataDir = mkdtempSync(join(tmpdir(), 'palaver-e2e-'));
			chmodSync(dataDir, 0o755);
			const postgres = await startEmbeddedPostgres({ dataDir });
			const port = await freePort();
			const origin = `http://localhost:${port}`;
			const server = spawn('node_modules/.bin/node', ['src/server.ts'], {
				env: {
					...process.env,
					DATABASE_URL: postgres.url,
					DATA_DIR: dataDir,
					APP_SECRET: appSecret,
					PORT: String(port),
					ORIGIN: origin,
					LOG_LEVEL: 'warn'
				},
				stdio: ['ignore', 'pipe', 'inherit']
			});
			await new Promise<void>((resolve, reject) => {
				server.stdout.on('data', (chunk: Buffer) => chunk.includes('listens on') && resolve());
				server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
			});
			const database = openDatabase(postgres.url);
			await use({ origin, db: database.db, databaseUrl: postgres.url, appSecret, dataDir });
			await database.close();
			const ended = new Promise((resolve) => server.once('exit', resolve));
			server.kill('SIGTERM');
			await ended;
			await postgres.stop();
			rmSync(dataDir, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 60_000 }
	],
	baseURL: async ({ app }, use) => use(app.origin)
});

export { expect } from '@playwright/test';

/** A free port below 32768, where the system does not hand out ports of its own accord. */
async function freePort(): Promise<number> {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		const free = await new Promise<boolean>((resolve) => {
			const probe = createServer().once('error', () => resolve(false));
			probe.listen(port, () => probe.close(() => resolve(true)));
		});
		if (free) return port;
	}
}
