import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** True if a process has this id, whoever owns it. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * When a process began: clock ticks since boot on Linux, a date elsewhere; '' if there is none.
 * Process ids are used again, the pair of id and begin is not.
 */
export function beginOf(pid: number): string {
	if (!existsSync('/proc/self/stat')) return ps(pid, 'lstart=');
	const stat = readOrNothing(`/proc/${pid}/stat`);
	const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	// A zombie has ended; only its parent has not noticed yet.
	return state === 'Z' ? '' : (rest[18] ?? '');
}

/** Program and arguments of a process; '' if there is none. */
export function commandOf(pid: number): string {
	if (!existsSync('/proc/self/cmdline')) return ps(pid, 'command=');
	return readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function readOrNothing(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return ''; // the process has ended
	}
}

function ps(pid: number, column: string): string {
	try {
		return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim();
	} catch {
		return ''; // ps fails when there is no such process
	}
}
