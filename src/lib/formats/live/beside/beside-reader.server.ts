import { LRUCache } from 'lru-cache';
import type { Db } from '../../../platform/db/database.server.ts';
import { peopleInBoth, type Overlap } from '../compare/people-in-both.server.ts';
import type { BesideReader } from '../live-snapshot.server.ts';
import type { OverlapOf } from '../compare/asked-again.server.ts';
import { readBeside } from './read-beside.server.ts';

/** How long the people of closed rounds are taken to be the same while their number is. */
const trusted = 30_000;

/**
 * Reads what stands beside a result for every snapshot anew, but for what takes long: how many answered both rounds. In a
 * hall of 10,000 that joins 20,000 ballots, up to five times a second while people tap or come in.
 */
export function besideReader(db: Db, smallCellK: number): BesideReader {
	const kept = new LRUCache<string, Promise<Overlap>>({ max: 200, ttl: trusted });
	const overlapOf: OverlapOf = (rounds) => {
		const key = rounds.map(({ id, tally }) => `${id}/${tally.ballots}`).join(' ');
		const known = kept.get(key);
		if (known) return known;
		const counting = peopleInBoth(
			db,
			rounds.map(({ id }) => id)
		);
		kept.set(key, counting);
		counting.catch(() => kept.delete(key));
		return counting;
	};
	return (activityId, rounds) => readBeside(db, activityId, { ...rounds, smallCellK, overlapOf });
}
