import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './errors.ts';

/** Says which app process supervises the database of a data folder: its id, and when it started. */
type Owner = { pid: number; startedAt: string };

const fileIn = (dataDir: string) => join(dataDir, 'owner.json');

/**
 * Takes the data folder for this process.
 * @returns gives it free again
 * @throws EmbeddedDatabaseError when a living process has it
 */
export function takeOwnership(dataDir: string): () => void {
	const file = fileIn(dataDir);
	const mine = JSON.stringify({
		pid: process.pid,
		startedAt: startOf(process.pid)
	} satisfies Owner);
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			writeFileSync(file, mine, { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const owner = livingOwner(dataDir);
		if (owner) {
			throw new EmbeddedDatabaseError(
				`The data folder ${dataDir} is in use by another Palaver (process ${owner.pid}). ` +
					'Stop that one first, or give this one a folder of its own with DATA_DIR.'
			);
		}
		rmSync(file, { force: true });
	}
	throw new EmbeddedDatabaseError(
		`The data folder ${dataDir} could not be taken; another Palaver is starting there right now.`
	);
}

/** The process that has the folder, or null if there is none or it has died. */
export function livingOwner(dataDir: string): Owner | null {
	let owner: Owner;
	try {
		owner = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Owner;
		process.kill(owner.pid, 0);
	} catch (error) {
		// EPERM: it lives, but belongs to another user.
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
		return owner!;
	}
	return startOf(owner.pid) === owner.startedAt ? owner : null;
}

/** Start time in clock ticks since boot (Linux); process ids are used again, the pair of both is not. */
function startOf(pid: number): string {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}
