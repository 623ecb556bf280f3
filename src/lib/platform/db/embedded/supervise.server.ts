import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { log } from '../../log.ts';
import { environment } from './environment.server.ts';
import { EmbeddedDatabaseError } from './errors.ts';
import { bound, lastWords, openLog } from './server-log.server.ts';
import type { Place } from './place.server.ts';

/** A place, the programs to use and the settings of the server. */
export type Server = { bin: string; place: Place; settings: Readonly<Record<string, string>> };

/** Address of a database behind the socket in a folder that only PostgreSQL's user and root may enter. */
export const urlOf = (place: Place, database = 'palaver') =>
	`postgresql://palaver@localhost/${database}?host=${encodeURIComponent(place.sockets)}`;

/**
 * Starts the server, and again whenever it dies unasked. Resolves when the first one accepts connections.
 * @returns stops it
 * @throws EmbeddedDatabaseError when the first start fails; its message has PostgreSQL's last words
 */
export async function supervise(server: Server): Promise<() => Promise<void>> {
	let stopping = false;
	let running = await launchUntilFree(server);
	watch(running);

	function watch(child: ChildProcess): void {
		if (hasEnded(child)) void restart();
		else child.once('exit', () => void restart());
	}

	async function restart(): Promise<void> {
		for (let wait = 100; !stopping; wait = Math.min(wait * 2, 5000)) {
			log.error('PostgreSQL ended unexpectedly; starting it again');
			// A killed postmaster's children need a moment to let go of the shared memory.
			await pause(wait);
			if (stopping) return;
			running = launch(server);
			if (!(await acceptsConnections(server.place, running))) continue;
			log.info('PostgreSQL is back');
			return watch(running);
		}
	}

	// The app may end by an error that nobody catches: PostgreSQL must not stay behind then.
	const takeAlong = () => void running.kill('SIGINT');
	process.once('exit', takeAlong);
	const rotation = setInterval(() => bound(server.place.logFile), 600_000).unref();
	return async () => {
		stopping = true;
		clearInterval(rotation);
		await shutDown(running);
		process.off('exit', takeAlong);
	};
}

/** The first start; a postmaster that was killed together with its app leaves children that need some seconds to end. */
async function launchUntilFree(server: Server): Promise<ChildProcess> {
	for (let attempt = 1; ; attempt++) {
		const child = launch(server);
		if (await acceptsConnections(server.place, child)) return child;
		await shutDown(child);
		const words = lastWords(server.place.logFile);
		const busy = /shared memory block .* is still in use/.test(words);
		if (!busy || attempt === 20) {
			throw new EmbeddedDatabaseError(
				`PostgreSQL did not start in ${server.place.home}. Its last words:\n${words}`
			);
		}
		await pause(500);
	}
}

function launch({ bin, place, settings }: Server): ChildProcess {
	const all = {
		listen_addresses: '',
		unix_socket_directories: place.sockets,
		unix_socket_permissions: '0700',
		// Messages of refused rows quote mail addresses and answers; they do not belong into a log.
		log_error_verbosity: 'terse',
		log_min_error_statement: 'panic',
		...settings
	};
	const options = Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
	const output = openLog(place.logFile);
	const child = spawn(join(bin, 'postgres'), ['-D', place.cluster, ...options], {
		...place.user,
		cwd: place.home,
		env: environment(),
		stdio: ['ignore', output, output],
		// A group of its own: Ctrl+C must reach the app, which then stops PostgreSQL after its last write.
		detached: true
	});
	closeSync(output);
	child.on('error', (error) => log.error({ err: error }, 'PostgreSQL could not be executed'));
	return child;
}

/** False if it ended instead. Recovery after a crash may take a while; five minutes is far beyond any seen (under 3 s). */
async function acceptsConnections(place: Place, child: ChildProcess): Promise<boolean> {
	for (let tries = 0; tries < 6000 && !hasEnded(child); tries++) {
		const client = new pg.Client({ connectionString: urlOf(place, 'postgres') });
		client.on('error', () => undefined); // a connection lost while we look is the same as none
		try {
			await client.connect();
			await client.end();
			return true;
		} catch {
			await pause(50);
		}
	}
	return false;
}

/** No process id: it could not even be executed. */
const hasEnded = (child: ChildProcess) =>
	child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function shutDown(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGINT');
	// The whole app has 10 s to stop. After SIGQUIT the next start recovers from the log; nothing is lost.
	const late = setTimeout(() => child.kill('SIGQUIT'), 6000);
	await ended;
	clearTimeout(late);
}
