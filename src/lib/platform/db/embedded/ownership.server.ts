import { join } from 'node:path';
import { livingHolder, takeLock, type Holder } from '../../process-lock.server.ts';
import { EmbeddedDatabaseError } from './errors.ts';

/** Says which app process supervises a database. */
const fileIn = (home: string) => join(home, 'owner.json');

/**
 * Takes the database in `home` for this process.
 * @returns gives it free again
 * @throws EmbeddedDatabaseError when a living process has it
 */
export function takeOwnership(home: string): () => void {
	const lock = takeLock(fileIn(home));
	if ('release' in lock) return lock.release;
	throw new EmbeddedDatabaseError(
		lock.heldBy
			? `The database in ${home} is in use by another Palaver (process ${lock.heldBy.pid}). ` +
					'Stop that one first, or give this one a folder of its own with DATA_DIR.'
			: `The database in ${home} could not be taken: another Palaver is starting there right now.`
	);
}

/** The process that has the database, or null if there is none or it has died. */
export const livingOwner = (home: string): Holder | null => livingHolder(fileIn(home));
