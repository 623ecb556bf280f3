/** npm run db:backup -- FILE: saves the whole database, also while the app runs. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '#lib/platform/config.ts';
import { BackupError } from '#lib/platform/db/backup/file.server.ts';
import { save } from '#lib/platform/db/backup/save.server.ts';
import { openForScript } from './open-database.ts';

const [file] = process.argv.slice(2);
if (!file) {
	console.error('npm run db:backup -- FILE');
	process.exit(2);
}
process.exitCode = await run(resolve(file));

async function run(path: string): Promise<number> {
	if (existsSync(path)) {
		console.error(`${path} is there already. Choose another name, so that no backup is lost.`);
		return 2;
	}
	const config = readConfig(process.env);
	const database = await openForScript({ toNewest: false });
	try {
		// With DATABASE_URL the operator keeps the secret, beside the other secrets.
		const appSecret = config.databaseUrl ? null : config.appSecret;
		const rows = await save(database, path, { now: new Date(), appSecret });
		console.log(`${rows} rows saved in ${path}. Keep it as safe as the database itself.`);
		return 0;
	} catch (error) {
		if (!(error instanceof BackupError)) throw error;
		console.error(error.message);
		return 1;
	} finally {
		await database.close();
	}
}
