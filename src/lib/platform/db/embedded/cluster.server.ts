import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { log } from '../../log.ts';
import { othersCanEnter, postgresBinaries, sharedHome } from './binaries.server.ts';
import { EmbeddedDatabaseError } from './errors.ts';
import { livingOwner, takeOwnership } from './ownership.server.ts';
import { databaseUser, type SystemUser } from './system-user.server.ts';

/**
 * A real PostgreSQL for a house without one: made at the first start, supervised while the app runs.
 * It listens on a Unix socket in a closed folder only, so there is no port to be taken and no password to keep.
 */
export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

export type EmbeddedOptions = {
	dataDir: string;
	/** Programs of another PostgreSQL (the tests run Debian's); absent: the packaged one. */
	binDir?: string;
	/** Further settings, e.g. for throw-away test databases. */
	settings?: Record<string, string>;
};

/**
 * Starts the database of a data folder and keeps it running until `stop`. A server that an app left behind when
 * it was killed is shut down first; PostgreSQL then recovers what was committed.
 * @throws EmbeddedDatabaseError when the folder is in use or PostgreSQL cannot start
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	mkdirSync(options.dataDir, { recursive: true });
	const release = takeOwnership(options.dataDir);
	try {
		const place = layOut(options);
		await stopLeftBehind(place.cluster);
		if (!existsSync(place.cluster)) await initialise(place);
		const stopServer = await supervise(place, options.settings ?? {});
		const url = urlOf(place.sockets);
		await createDatabase(place.sockets);
		return {
			url,
			stop: async () => {
				await stopServer();
				release();
			}
		};
	} catch (error) {
		release();
		throw error;
	}
}

/** Address of the database that a running app supervises in this folder, for scripts beside it; null: none runs. */
export function runningEmbeddedUrl(dataDir: string): string | null {
	return livingOwner(dataDir) ? urlOf(locate(dataDir, databaseUser()).sockets) : null;
}

type Place = {
	bin: string;
	home: string;
	cluster: string;
	sockets: string;
	user: SystemUser | null;
};

function layOut({ dataDir, binDir }: EmbeddedOptions): Place {
	const user = databaseUser();
	const { home, sockets } = locate(dataDir, user);
	for (const folder of [home, sockets]) {
		mkdirSync(folder, { recursive: true });
		if (user) chownSync(folder, user.uid, user.gid);
		chmodSync(folder, 0o700);
	}
	if (!home.startsWith(dataDir)) {
		writeFileSync(
			join(dataDir, 'database-location.txt'),
			`The database of this folder lives in ${home}, because Palaver runs as root, PostgreSQL may not, and its user cannot enter ${dataDir}.\n`
		);
	}
	return {
		bin: binDir ?? postgresBinaries(user !== null),
		home,
		cluster: join(home, 'cluster'),
		sockets,
		user
	};
}

/** Inside the data folder, unless PostgreSQL's user cannot enter it; sockets elsewhere if the path is too long (107 bytes). */
function locate(dataDir: string, user: SystemUser | null): { home: string; sockets: string } {
	const short = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
	const reachable = !user || othersCanEnter(dataDir);
	const home = reachable ? join(dataDir, 'postgres') : join(sharedHome, short);
	if (!reachable) mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
	const inside = join(home, 'sockets');
	return { home, sockets: Buffer.byteLength(inside) > 80 ? `/tmp/palaver-${short}` : inside };
}

const urlOf = (sockets: string, database = 'palaver') =>
	`postgresql://palaver@localhost/${database}?host=${encodeURIComponent(sockets)}`;

async function stopLeftBehind(cluster: string): Promise<void> {
	const pid = postmasterPid(cluster);
	if (pid === null) return;
	log.warn({ pid }, 'stopping the PostgreSQL that a killed Palaver left behind');
	process.kill(pid, 'SIGINT');
	for (let waited = 0; waited < 100 && alive(pid); waited++) await pause(100);
	if (alive(pid)) process.kill(pid, 'SIGQUIT');
	for (let waited = 0; waited < 50 && alive(pid); waited++) await pause(100);
}

/** Process id from postmaster.pid if that process is a PostgreSQL of this cluster. */
function postmasterPid(cluster: string): number | null {
	try {
		const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		return command.includes('postgres') && command.includes(cluster) ? pid : null;
	} catch {
		return null;
	}
}

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function initialise(place: Place): Promise<void> {
	// A first start that was cut off must not leave half a cluster: make it aside, then rename it.
	const unfinished = join(place.home, 'unfinished');
	rmSync(unfinished, { recursive: true, force: true });
	const args = [
		'-D',
		unfinished,
		'-U',
		'palaver',
		'--auth-local=trust',
		'--auth-host=reject',
		'--encoding=UTF8',
		'--locale=C.UTF-8'
	];
	try {
		await promisify(execFile)(join(place.bin, 'initdb'), args, {
			...place.user,
			cwd: place.home,
			env: environment()
		});
	} catch (error) {
		const said = (error as { stderr?: string }).stderr ?? String(error);
		throw new EmbeddedDatabaseError(`PostgreSQL could not be set up in ${place.home}:\n${said}`);
	}
	renameSync(unfinished, place.cluster);
}

/** Without the caller's PG* variables, which would send the programs elsewhere. */
function environment(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([name]) => !name.startsWith('PG') && !name.startsWith('LC_')
	);
	return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' };
}

/** Starts the server, and again whenever it dies unasked. Resolves when the first one accepts connections. */
async function supervise(
	place: Place,
	settings: Record<string, string>
): Promise<() => Promise<void>> {
	let stopping = false;
	let server = launch(place, settings);
	await acceptsConnections(place, server);

	const restart = async () => {
		for (let wait = 100; !stopping; wait = Math.min(wait * 2, 5000)) {
			log.error('PostgreSQL ended unexpectedly; starting it again');
			// A killed postmaster's children need a moment to let go of the shared memory.
			await pause(wait);
			if (stopping) return;
			server = launch(place, settings);
			try {
				await acceptsConnections(place, server);
				log.info('PostgreSQL is back');
				server.once('exit', () => void restart());
				return;
			} catch {
				continue; // acceptsConnections has logged nothing: the next round does
			}
		}
	};
	server.once('exit', () => void restart());

	return async () => {
		stopping = true;
		await shutDown(server);
	};
}

function launch(place: Place, settings: Record<string, string>): ChildProcess {
	const all = {
		listen_addresses: '',
		unix_socket_directories: place.sockets,
		unix_socket_permissions: '0700',
		...settings
	};
	const output = openSync(join(place.home, 'postgres.log'), 'a');
	return spawn(
		join(place.bin, 'postgres'),
		[
			'-D',
			place.cluster,
			...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])
		],
		{
			...place.user,
			cwd: place.home,
			env: environment(),
			stdio: ['ignore', output, output],
			// A group of its own: Ctrl+C must reach the app, which then stops PostgreSQL after its last write.
			detached: true
		}
	);
}

async function acceptsConnections(place: Place, server: ChildProcess): Promise<void> {
	// Recovery after a crash may take a while; five minutes is far beyond any seen here (under 3 s).
	for (let tries = 0; tries < 6000; tries++) {
		if (server.exitCode !== null || server.signalCode !== null) break;
		const client = new pg.Client({ connectionString: urlOf(place.sockets, 'postgres') });
		client.on('error', () => undefined); // a connection lost while we look is the same as none
		try {
			await client.connect();
			await client.end();
			return;
		} catch {
			await pause(50);
		}
	}
	const tail = readFileSync(join(place.home, 'postgres.log'), 'utf8').slice(-2000);
	server.kill('SIGQUIT');
	throw new EmbeddedDatabaseError(
		`PostgreSQL did not start in ${place.home}. Its last words:\n${tail}`
	);
}

async function shutDown(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const ended = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGINT');
	const late = setTimeout(() => server.kill('SIGQUIT'), 8000);
	await ended;
	clearTimeout(late);
}

async function createDatabase(sockets: string): Promise<void> {
	const client = new pg.Client({ connectionString: urlOf(sockets, 'postgres') });
	await client.connect();
	try {
		const found = await client.query(`select 1 from pg_database where datname = 'palaver'`);
		if (found.rowCount === 0) await client.query('create database palaver');
	} finally {
		await client.end();
	}
}
