import { LRUCache } from 'lru-cache';
import type { Db } from '../../../platform/db/database.server.ts';
import type { OverlapOf } from '../compare/asked-again.server.ts';
import { peopleInBoth, type Overlap } from '../compare/people-in-both.server.ts';

/** How long the people of closed rounds are taken to be the same while their number is. */
const trusted = 30_000;

const ofDatabase = new WeakMap<Db, OverlapOf>();

/**
 * How many answered both of two rounds, kept for all who ask the same database: in a hall of 10,000 that joins 20,000
 * ballots, up to five times a second while people tap or come in, and each time the remote control is drawn.
 */
export function keptOverlap(db: Db): OverlapOf {
	const known = ofDatabase.get(db) ?? keeping(db);
	ofDatabase.set(db, known);
	return known;
}

function keeping(db: Db): OverlapOf {
	const kept = new LRUCache<string, Promise<Overlap>>({ max: 200, ttl: trusted });
	return (rounds) => {
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
}
