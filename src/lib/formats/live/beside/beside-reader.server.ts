import type { Db } from '../../../platform/db/database.server.ts';
import type { BesideReader } from '../live-snapshot.server.ts';
import { keptOverlap } from './kept-overlap.server.ts';
import { readBeside } from './read-beside.server.ts';

/** Reads what stands beside a result for every snapshot anew, but for what takes long: how many answered both rounds. */
export function besideReader(db: Db, smallCellK: number): BesideReader {
	const overlapOf = keptOverlap(db);
	return (activityId, rounds) => readBeside(db, activityId, { ...rounds, smallCellK, overlapOf });
}
