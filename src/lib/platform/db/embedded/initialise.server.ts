import { execFile } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environment } from './environment.server.ts';
import { EmbeddedDatabaseError } from './errors.ts';
import type { Place } from './place.server.ts';

const run = promisify(execFile);

/**
 * Makes the database of a new data folder; checks that these programs can read the one of an old folder.
 * @throws EmbeddedDatabaseError when initdb fails or the data belong to another major version
 */
export async function ensureCluster(bin: string, place: Place): Promise<void> {
	if (existsSync(place.cluster)) return demandSameVersion(bin, place);
	// A first start that was cut off must not leave half a cluster: make it aside, then rename it. Each start
	// makes its own, because an initdb whose app was killed goes on for a moment.
	for (const left of readdirSync(place.home)) {
		if (left.startsWith('unfinished-')) rmSync(join(place.home, left), { recursive: true });
	}
	const unfinished = mkdtempSync(join(place.home, 'unfinished-'));
	chmodSync(unfinished, 0o700);
	if (place.user) chownSync(unfinished, place.user.uid, place.user.gid);
	await initdb(bin, place, unfinished);
	renameSync(unfinished, place.cluster);
}

async function initdb(bin: string, place: Place, folder: string): Promise<void> {
	const args = ['-D', folder, '-U', 'palaver', '--auth-local=trust', '--auth-host=reject'];
	try {
		await run(join(bin, 'initdb'), [...args, '--encoding=UTF8', '--locale=C.UTF-8'], {
			...place.user,
			cwd: place.home,
			env: environment()
		});
	} catch (error) {
		const said = (error as { stderr?: string }).stderr || String(error);
		throw new EmbeddedDatabaseError(`PostgreSQL could not be set up in ${place.home}:\n${said}`);
	}
}

async function demandSameVersion(bin: string, place: Place): Promise<void> {
	const data = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
	const { stdout } = await run(join(bin, 'postgres'), ['--version'], { env: environment() });
	const program = /(\d+)/.exec(stdout)?.[1];
	if (program === data) return;
	throw new EmbeddedDatabaseError(
		`The database in ${place.home} was made by PostgreSQL ${data}, but this Palaver brings PostgreSQL ${program}. ` +
			`Start the Palaver that made it, save with "npm run db:backup -- FILE", and load the file into a new DATA_DIR ` +
			`with "npm run db:restore -- FILE" (docs/operations.md, "Upgrades").`
	);
}
