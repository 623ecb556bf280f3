import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bound, lastWords } from '#lib/platform/db/embedded/server-log.server.ts';
import { dataFolder, query, start } from './embedded.ts';

test('the log is cut when it has grown, and the last part is kept beside it', () => {
	const file = join(dataFolder(), 'postgres.log');
	appendFileSync(file, 'a'.repeat(200));
	bound(file, 100);
	expect(statSync(file).size).toBe(0);
	expect(statSync(`${file}.1`).size).toBe(200);
	appendFileSync(file, 'b'.repeat(50));
	bound(file, 100);
	expect(readFileSync(file, 'utf8')).toBe('b'.repeat(50));
});

test('the last words of a log are its end', () => {
	const file = join(dataFolder(), 'postgres.log');
	appendFileSync(file, 'first second');
	expect(lastWords(file, 6)).toBe('second');
	expect(lastWords(`${file}.none`)).toBe('');
});

test('no value of a refused row gets into the log', async () => {
	const { url, home } = await start(dataFolder());
	await query(url, `create table people (email text primary key)`);
	await query(url, `insert into people values ('ayse@example.org')`);
	const again = query(url, `insert into people values ('ayse@example.org')`);
	await expect(again).rejects.toThrow('duplicate key');
	const log = readFileSync(join(home, 'postgres.log'), 'utf8');
	expect(log).toContain('duplicate key');
	expect(log).not.toContain('ayse');
});
