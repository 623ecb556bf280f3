import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sharedHome } from '#lib/platform/db/embedded/binaries.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/db/embedded/cluster.server.ts';
import { dataFolder, postmasterOf, query, start } from './embedded.ts';

// PostgreSQL refuses to run as root: these rules exist only where the tests do.
if (process.getuid?.() === 0) {
	const homeGoneAfterwards = (home: string) =>
		onTestFinished(() => rmSync(home, { recursive: true, force: true }));

	test('PostgreSQL runs as a system user of its own, no user "postgres" is needed', async () => {
		const { home } = await start(dataFolder());
		const { uid } = statSync(`/proc/${postmasterOf(home)}`);
		expect(execFileSync('id', ['-nu', String(uid)], { encoding: 'utf8' }).trim()).toBe(
			'palaver-db'
		);
		expect(statSync(home).mode & 0o777).toBe(0o700);
	});

	test('in a folder closed to others the database lives elsewhere, and a note says where', async () => {
		const closed = dataFolder(0o700);
		const { home, url } = await start(join(closed, 'data'));
		homeGoneAfterwards(home);
		expect(home.startsWith(`${sharedHome}/`)).toBe(true);
		expect(readFileSync(join(closed, 'data', 'database-location.txt'), 'utf8')).toContain(home);
		expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});

	test('a folder that is opened later keeps its database', async () => {
		const closed = dataFolder(0o700);
		const first = await startEmbeddedPostgres({ dataDir: closed });
		homeGoneAfterwards(first.home);
		await query(first.url, 'create table kept as select 42 as answer');
		await first.stop();
		chmodSync(closed, 0o755);
		const second = await start(closed);
		expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
	});

	test('a folder that is closed later is not given a second, empty database', async () => {
		const parent = dataFolder();
		const folder = join(parent, 'data');
		mkdirSync(folder);
		await (await startEmbeddedPostgres({ dataDir: folder })).stop();
		chmodSync(parent, 0o700);
		await expect(startEmbeddedPostgres({ dataDir: folder })).rejects.toThrow(/can no longer enter/);
		expect(existsSync(join(folder, 'database-location.txt'))).toBe(false);
	});

	test('a umask that closes everything does not matter', async () => {
		const before = process.umask(0o077);
		onTestFinished(() => void process.umask(before));
		const { home, url } = await start(join(dataFolder(), 'data'));
		homeGoneAfterwards(home);
		expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});
}
