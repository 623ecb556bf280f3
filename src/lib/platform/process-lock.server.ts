import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { beginOf, isAlive } from './db/embedded/processes.server.ts';

/** Which process holds a lock: its id, and when it began. */
export type Holder = { pid: number; begin: string };

/** Taken, until `release`; or not, and by whom it is held (null: somebody takes it at this very moment). */
export type Lock = { release: () => void } | { heldBy: Holder | null };

/** Takes the lock that is this file. It does not outlive its process: a dead holder's is free. */
export function takeLock(file: string): Lock {
	for (let attempt = 0; attempt < 5; attempt++) {
		if (createWhole(file)) return { release: () => rmSync(file, { force: true }) };
		const heldBy = livingHolder(file);
		if (heldBy) return { heldBy };
		removeDead(file);
	}
	return { heldBy: null };
}

/** The process that holds the lock, or null if there is none or it has died. */
export function livingHolder(file: string): Holder | null {
	try {
		const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
		return isAlive(holder.pid) && beginOf(holder.pid) === holder.begin ? holder : null;
	} catch {
		return null; // no file, or not one of ours
	}
}

/** Creates the file with all of its content at once: nobody may read half of it. False if there is one already. */
function createWhole(file: string): boolean {
	const draft = `${file}.${process.pid}`;
	const mine: Holder = { pid: process.pid, begin: beginOf(process.pid) };
	writeFileSync(draft, JSON.stringify(mine));
	try {
		linkSync(draft, file);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return false;
	} finally {
		rmSync(draft, { force: true });
	}
}

/** Of several starts that find a dead holder one gets its file; a new holder's file taken by mistake is put back. */
function removeDead(file: string): void {
	const taken = `${file}.dead.${process.pid}`;
	try {
		renameSync(file, taken);
	} catch {
		return; // another start was quicker
	}
	try {
		if (livingHolder(taken)) linkSync(taken, file);
	} finally {
		rmSync(taken, { force: true });
	}
}
