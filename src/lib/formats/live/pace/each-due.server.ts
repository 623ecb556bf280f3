import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';

/**
 * Takes a step for each, in a transaction of its own: one that cannot be taken holds up none of the others.
 * @param step whether it was still to be taken
 * @returns how many were taken
 */
export async function eachDue<Due>(
	db: Db,
	due: readonly Due[],
	step: (trx: Trx, one: Due) => Promise<boolean>,
	complaint: string
): Promise<number> {
	let taken = 0;
	for (const one of due) {
		try {
			if (await db.transaction().execute((trx) => step(trx, one))) taken += 1;
		} catch (error) {
			log.warn({ err: error }, complaint);
		}
	}
	return taken;
}
