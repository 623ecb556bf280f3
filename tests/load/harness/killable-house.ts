import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built app with its own embedded database, at one address for all of its lives. */
export type KillableHouse = {
	dataDir: string;
	origin: string;
	start(): Promise<void>;
	/** SIGKILL for the app; its PostgreSQL stays behind. Started again by `start`. */
	killApp(): Promise<void>;
	/** SIGKILL for the postmaster; the app has to start it again by itself. */
	killPostgres(): void;
	stop(): Promise<void>;
	remove(): void;
};

export async function killableHouse(): Promise<KillableHouse> {
	const dataDir = mkdtempSync(join(tmpdir(), 'palaver-crash-'));
	// PostgreSQL's own user must be able to enter it.
	chmodSync(dataDir, 0o755);
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	let app: ChildProcess;
	let ended: Promise<unknown>;

	const end = async (signal: NodeJS.Signals) => {
		app.kill(signal);
		await ended;
	};
	return {
		dataDir,
		origin,
		start: async () => {
			app = spawn(process.execPath, ['src/server.ts'], {
				env: environment({ DATA_DIR: dataDir, PORT: String(port), ORIGIN: origin }),
				stdio: ['ignore', 'pipe', 'ignore']
			});
			ended = new Promise((resolve) => app.once('exit', resolve));
			await new Promise<void>((resolve, reject) => {
				app.stdout!.on('data', (chunk: Buffer) => chunk.includes('listens on') && resolve());
				app.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
			});
		},
		killApp: () => end('SIGKILL'),
		killPostgres: () => process.kill(postmaster(dataDir), 'SIGKILL'),
		stop: () => end('SIGTERM'),
		remove: () => rmSync(dataDir, { recursive: true, force: true })
	};
}

/** Not the database that the caller may have configured: an empty value counts as absent. */
function environment(own: Record<string, string>): NodeJS.ProcessEnv {
	return { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...own };
}

function postmaster(dataDir: string): number {
	const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
	return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

/** Below 32768, where the system hands out no ports of its own accord: the app needs the same one in every life. */
async function freePort(): Promise<number> {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		const free = await new Promise<boolean>((resolve) => {
			const probe = createServer().once('error', () => resolve(false));
			probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
		});
		if (free) return port;
	}
}
