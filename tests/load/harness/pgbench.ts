import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchDatabase } from './database.ts';

/** Where the program is, in PATH or as Debian installs it; null: nowhere. */
export function findPgbench(): string | null {
	const debian = existsSync('/usr/lib/postgresql')
		? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
		: [];
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
	return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null;
}

/** 64 clients, each transaction writes one row as large as a ballot, prepared; transactions per second. */
export async function pgbench(
	program: string,
	database: BenchDatabase,
	seconds: number
): Promise<number> {
	await database.pool.query(`create table if not exists bench_rows
		(round_id uuid, participant bytea, answer jsonb, tally_keys text[], primary key (round_id, participant))`);
	const script = '/tmp/palaver-pgbench.sql';
	writeFileSync(
		script,
		`insert into bench_rows values ('00000000-0000-4000-8000-000000000000', uuid_send(gen_random_uuid()), '["bank"]', '{*,bank}');\n`
	);
	const url = new URL(database.url);
	const args = ['-n', '-M', 'prepared', '-c', '64', '-j', '2', '-T', String(seconds), '-f', script];
	const { stdout } = await promisify(execFile)(program, [...args, url.pathname.slice(1)], {
		env: { ...process.env, PGHOST: url.searchParams.get('host')!, PGUSER: 'palaver' }
	});
	const [, rate] = /tps = ([\d.]+)/.exec(stdout) ?? [];
	if (!rate) throw new Error(`pgbench told no rate: ${stdout}`);
	return Number(rate);
}
