import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../../log.ts';
import { commandOf, isAlive } from './processes.server.ts';
import type { Place } from './place.server.ts';

/**
 * Clears what a killed app or a power cut left: a PostgreSQL that lives on is shut down (it has all that was
 * committed), lock files of one that is gone are removed, because PostgreSQL refuses to start when their process
 * id has been given to another process since.
 */
export async function clearLeftBehind(place: Place): Promise<void> {
	const pid = livingPostmaster(place.cluster);
	if (pid !== null) {
		log.warn({ pid }, 'stopping the PostgreSQL that a killed Palaver left behind');
		await stopProcess(pid);
	}
	rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
	for (const file of readdirSync(place.sockets)) {
		rmSync(join(place.sockets, file), { force: true });
	}
}

/** Process id from postmaster.pid if that process is the PostgreSQL of this cluster. */
export function livingPostmaster(cluster: string): number | null {
	const file = join(cluster, 'postmaster.pid');
	if (!existsSync(file)) return null;
	const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
	if (!Number.isInteger(pid) || pid <= 1) return null;
	const command = commandOf(pid);
	return command.includes('postgres') && command.includes(cluster) ? pid : null;
}

async function stopProcess(pid: number): Promise<void> {
	const steps: readonly ['SIGINT' | 'SIGQUIT', number][] = [
		['SIGINT', 10_000], // rolls back what is open and writes a checkpoint
		['SIGQUIT', 5_000] // ends at once; the next start recovers from the log
	];
	for (const [signal, patience] of steps) {
		if (isAlive(pid)) process.kill(pid, signal);
		for (let waited = 0; waited < patience && isAlive(pid); waited += 50) await pause(50);
	}
}
