/** npm run db:restore -- FILE: loads a backup into an empty database. The app must not run on it yet. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '#lib/platform/config.ts';
import { BackupError, readHead, type Head } from '#lib/platform/db/backup/file.server.ts';
import { restore } from '#lib/platform/db/backup/restore.server.ts';
import { openForScript } from './open-database.ts';

const [file] = process.argv.slice(2);
if (!file || !existsSync(file)) {
	console.error(file ? `There is no file ${file}` : 'npm run db:restore -- FILE');
	process.exit(2);
}
try {
	process.exitCode = await run(resolve(file));
} catch (error) {
	if (!(error instanceof BackupError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

async function run(path: string): Promise<number> {
	const head = await readHead(path);
	const database = await openForScript({ toNewest: false });
	try {
		const rows = await restore(database, path, head);
		console.log(`${rows} rows restored, saved at ${head.madeAt}.`);
	} finally {
		await database.close();
	}
	keepSecret(head);
	return 0;
}

/** The secret belongs to the data: with another one nobody's second factor would work any more. */
function keepSecret({ appSecret }: Head): void {
	const { databaseUrl, dataDir } = readConfig(process.env);
	if (appSecret === null) {
		console.log('Start Palaver with the APP_SECRET of the house that was saved.');
	} else if (databaseUrl) {
		console.log('Start Palaver with the APP_SECRET in the first line of the backup (zcat FILE).');
	} else {
		mkdirSync(dataDir, { recursive: true });
		writeFileSync(join(dataDir, 'app-secret'), `${appSecret}\n`, { mode: 0o600 });
	}
}
