/**
 * Generates src/lib/platform/db/tables.ts from a freshly migrated database, or with --check fails if it is out of date.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#lib/platform/db/database.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/db/embedded/cluster.server.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

const target = 'src/lib/platform/db/tables.ts';
const check = process.argv.includes('--check');
const dataDir = mkdtempSync(join(tmpdir(), 'palaver-types-'));
// PostgreSQL's own user must be able to enter it.
execFileSync('chmod', ['755', dataDir]);
const postgres = await startEmbeddedPostgres({ dataDir });
try {
	const database = openDatabase(postgres.url);
	await migrate(database.db);
	await database.close();
	const out = join(dataDir, 'tables.ts');
	execFileSync(
		'node_modules/.bin/kysely-codegen',
		[
			'--dialect',
			'postgres',
			'--url',
			postgres.url,
			'--out-file',
			out,
			'--camel-case',
			'--exclude-pattern',
			'kysely_*',
			'--date-parser',
			'string',
			'--numeric-parser',
			'number'
		],
		{ stdio: ['ignore', 'ignore', 'inherit'] }
	);
	// int8 is parsed to a number (database.server.ts); the generator assumes text.
	const generated = readFileSync(out, 'utf8').replace(
		'Int8 = ColumnType<string,',
		'Int8 = ColumnType<number,'
	);
	if (!check) writeFileSync(target, generated);
	else if (generated !== readFileSync(target, 'utf8')) {
		console.error(`${target} does not match the migrations: run npm run db:types`);
		process.exitCode = 1;
	}
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
