import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';

/** A data folder that PostgreSQL's own user may enter; gone when the test ends. */
export function dataFolder(mode = 0o755): string {
	const folder = mkdtempSync(join(tmpdir(), 'palaver-fault-'));
	chmodSync(folder, mode);
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Starts the database in this process; stopped when the test ends. */
export async function start(dataDir: string): Promise<EmbeddedPostgres> {
	const postgres = await startEmbeddedPostgres({ dataDir });
	onTestFinished(() => postgres.stop());
	return postgres;
}

/** An app in a process of its own: its first line is `ready <url>` or `refused <message>`. */
export type AppProcess = { child: ChildProcess; said: Promise<string>; ended: Promise<unknown> };

export function startApp(dataDir: string): AppProcess {
	const child = spawn('node_modules/.bin/node', ['tests/faults/embedded-app.ts', dataDir], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	let output = '';
	const said = new Promise<string>((resolve) => {
		child.stdout!.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes('\n')) resolve(output.trim());
		});
		child.once('exit', () => resolve(output.trim()));
	});
	onTestFinished(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	return { child, said, ended };
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
	url: string,
	statement: string
): Promise<Row[]> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined); // a server that is killed under it is what these tests are about
	await client.connect();
	try {
		return (await client.query<Row>(statement)).rows;
	} finally {
		await client.end();
	}
}

export function postmasterOf(home: string): number {
	return Number(readFileSync(join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
