import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#lib/platform/db/database.server.ts';
import { packagedRoot } from '#lib/platform/db/embedded/binaries.server.ts';
import {
	runningEmbeddedUrl,
	startEmbeddedPostgres
} from '#lib/platform/db/embedded/cluster.server.ts';
import { isAlive } from '#lib/platform/db/embedded/processes.server.ts';
import { dataFolder, postmasterOf, query, start, startApp } from './embedded.ts';

const urlFrom = (said: string) => said.replace(/^ready /, '');

test('the first start makes a durable database in the data folder', async () => {
	const folder = dataFolder();
	const { url, home } = await start(folder);
	expect(home).toBe(join(folder, 'postgres'));
	expect(runningEmbeddedUrl(folder)).toBe(url);
	expect(await query(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
	expect(await query(url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
});

test('the database cannot be reached over the network', async () => {
	const { url } = await start(dataFolder());
	expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
});

test('what was written is there after a stop and a start', async () => {
	const folder = dataFolder();
	const first = await startEmbeddedPostgres({ dataDir: folder });
	await query(first.url, 'create table kept as select 42 as answer');
	await first.stop();
	expect(runningEmbeddedUrl(folder)).toBeNull();
	const second = await start(folder);
	expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a second start on one folder is refused and says who has it; the first runs on', async () => {
	const folder = dataFolder();
	const { url } = await start(folder);
	const second = startApp(folder);
	expect(await second.said).toMatch(
		new RegExp(`^refused .* in use by another Palaver \\(process ${process.pid}\\).*DATA_DIR`)
	);
	expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of several starts at once on a new folder one gets it', async () => {
	const folder = dataFolder();
	const said = await Promise.all(Array.from({ length: 3 }, () => startApp(folder).said));
	expect(said.filter((line) => line.startsWith('ready'))).toHaveLength(1);
	expect(said.filter((line) => line.includes('another Palaver'))).toHaveLength(2);
});

test('the PostgreSQL of a killed app is stopped by the next start, and nothing is lost', async () => {
	const folder = dataFolder();
	const app = startApp(folder);
	await query(urlFrom(await app.said), 'create table kept as select 42 as answer');
	app.child.kill('SIGKILL');
	await app.ended;
	const left = postmasterOf(join(folder, 'postgres'));
	expect(isAlive(left)).toBe(true);
	const { url, home } = await start(folder);
	expect(postmasterOf(home)).not.toBe(left);
	expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a start after app and PostgreSQL were both killed waits for what is left of them', async () => {
	const folder = dataFolder();
	const app = startApp(folder);
	const url = urlFrom(await app.said);
	await query(url, 'create table kept as select 42 as answer');
	// A connection that is busy keeps its server process for a moment.
	const busy = query(url, 'select pg_sleep(60)').catch(() => 'cut off');
	app.child.kill('SIGKILL');
	process.kill(postmasterOf(join(folder, 'postgres')), 'SIGKILL');
	await app.ended;
	const again = await start(folder);
	expect(await query(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
	expect(await busy).toBe('cut off');
});

test('a killed PostgreSQL comes back by itself and the pool goes on', async () => {
	const folder = dataFolder();
	const { url, home } = await start(folder);
	const database = openDatabase(url);
	onTestFinished(() => database.close());
	await database.pool.query('create table kept as select 42 as answer');
	process.kill(postmasterOf(home), 'SIGKILL');
	const answer = () =>
		database.pool.query('select answer from kept').then(
			({ rows }) => rows,
			() => 'not yet'
		);
	await expect.poll(answer, { timeout: 30_000 }).toEqual([{ answer: 42 }]);
});

test('an app that ends by an error takes its PostgreSQL along', async () => {
	const folder = dataFolder();
	const app = startApp(folder);
	await app.said;
	const postmaster = postmasterOf(join(folder, 'postgres'));
	app.child.kill('SIGUSR2');
	expect(await app.ended).toBe(3);
	await expect.poll(() => isAlive(postmaster), { timeout: 20_000 }).toBe(false);
});

test('a lock file whose process id now belongs to another program does not keep it from starting', async () => {
	const folder = dataFolder();
	const first = await startEmbeddedPostgres({ dataDir: folder });
	await first.stop();
	const lock = join(first.home, 'cluster', 'postmaster.pid');
	writeFileSync(lock, `${process.ppid}\n${join(first.home, 'cluster')}\n`);
	const { url } = await start(folder);
	expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an owner that died does not keep the folder, even if its process id lives again', async () => {
	const folder = dataFolder();
	const first = await startEmbeddedPostgres({ dataDir: folder });
	await first.stop();
	writeFileSync(join(first.home, 'owner.json'), JSON.stringify({ pid: process.pid, begin: '1' }));
	expect(await query((await start(folder)).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a first start that was cut off is begun anew', async () => {
	const folder = dataFolder();
	const home = join(folder, 'postgres');
	const app = startApp(folder);
	const unfinished = () =>
		existsSync(home) && readdirSync(home).some((name) => name.startsWith('unfinished-'));
	await expect.poll(unfinished, { interval: 5, timeout: 20_000 }).toBe(true);
	app.child.kill('SIGKILL');
	await app.ended;
	expect(existsSync(join(home, 'cluster'))).toBe(false);
	expect(await query((await start(folder)).url, 'select 1 as one')).toEqual([{ one: 1 }]);
	expect(unfinished()).toBe(false);
});

test('an app that is told to stop while it starts leaves a folder that starts again', async () => {
	const folder = dataFolder();
	await (await startEmbeddedPostgres({ dataDir: folder })).stop();
	const app = startApp(folder);
	const lock = join(folder, 'postgres', 'cluster', 'postmaster.pid');
	await expect.poll(() => existsSync(lock), { interval: 5, timeout: 20_000 }).toBe(true);
	app.child.kill('SIGTERM');
	await app.ended;
	expect(await query((await start(folder)).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a path that is too long for a socket works', async () => {
	const folder = join(dataFolder(), 'ein-sehr-langer-name'.repeat(10));
	expect(await query((await start(folder)).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a folder that cannot be made is named, with what to do', async () => {
	const file = join(dataFolder(), 'a-file');
	writeFileSync(file, '');
	await expect(startEmbeddedPostgres({ dataDir: join(file, 'data') })).rejects.toThrow(
		/a-file\/data cannot be used \(ENOTDIR\).*set DATA_DIR/
	);
});

test.each(['17', '19'])(
	'data of PostgreSQL %s are refused and both versions named',
	async (made) => {
		const folder = dataFolder();
		const cluster = join(folder, 'postgres', 'cluster');
		mkdirSync(cluster, { recursive: true });
		writeFileSync(join(cluster, 'PG_VERSION'), `${made}\n`);
		await expect(startEmbeddedPostgres({ dataDir: folder })).rejects.toThrow(
			new RegExp(`made by PostgreSQL ${made}, but this Palaver brings PostgreSQL 18.*db:backup`)
		);
		// The refused start has let go of the folder.
		expect(runningEmbeddedUrl(folder)).toBeNull();
	}
);

test('a machine without packaged PostgreSQL is told to set DATABASE_URL', () => {
	expect(() => packagedRoot('sunos', 'sparc')).toThrow(/sunos on sparc.*Set DATABASE_URL/);
});
