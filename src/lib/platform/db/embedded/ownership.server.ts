import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './errors.ts';
import { beginOf, isAlive } from './processes.server.ts';

/** Says which app process supervises a database: its id, and when it began. */
type Owner = { pid: number; begin: string };

const fileIn = (home: string) => join(home, 'owner.json');

/**
 * Takes the database in `home` for this process.
 * @returns gives it free again
 * @throws EmbeddedDatabaseError when a living process has it
 */
export function takeOwnership(home: string): () => void {
	const file = fileIn(home);
	for (let attempt = 0; attempt < 5; attempt++) {
		if (createWhole(file)) return () => rmSync(file, { force: true });
		const owner = livingOwner(home);
		if (owner) {
			throw new EmbeddedDatabaseError(
				`The database in ${home} is in use by another Palaver (process ${owner.pid}). ` +
					'Stop that one first, or give this one a folder of its own with DATA_DIR.'
			);
		}
		removeDead(file);
	}
	throw new EmbeddedDatabaseError(
		`The database in ${home} could not be taken: another Palaver is starting there right now.`
	);
}

/** The process that has the database, or null if there is none or it has died. */
export function livingOwner(home: string): Owner | null {
	return livingIn(fileIn(home));
}

/** Creates the file with all of its content at once: nobody may read half of it. False if there is one already. */
function createWhole(file: string): boolean {
	const draft = `${file}.${process.pid}`;
	const mine: Owner = { pid: process.pid, begin: beginOf(process.pid) };
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

/** Of several starts that find a dead owner one gets its file; a new owner's file taken by mistake is put back. */
function removeDead(file: string): void {
	const taken = `${file}.dead.${process.pid}`;
	try {
		renameSync(file, taken);
	} catch {
		return; // another start was quicker
	}
	try {
		if (livingIn(taken)) linkSync(taken, file);
	} finally {
		rmSync(taken, { force: true });
	}
}

function livingIn(file: string): Owner | null {
	try {
		const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
		return isAlive(owner.pid) && beginOf(owner.pid) === owner.begin ? owner : null;
	} catch {
		return null; // no file, or not one of ours
	}
}
