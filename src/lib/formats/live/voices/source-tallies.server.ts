import { sql } from 'kysely';
import { ballotKey, type Tally } from '../../../questions/contract.ts';
import { isSaid } from '../stored-marks.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { RoomSource, RoomTallies } from './sources.ts';

/**
 * What came in otherwise than by phone, counted from its ballots: there are as many as fit into a room, and the phones'
 * ballots are not looked at.
 */
export async function roomTallies(
	db: Db | Trx,
	activityId: string
): Promise<ReadonlyMap<string, RoomTallies>> {
	const { rows } = await sql<{ round: string; source: RoomSource; key: string; n: number }>`
		select b.round_id as round, p.source, k as key, count(*)::integer as n
		from live_participants p
		join live_rounds r on r.activity_id = p.activity_id
		join ballots b on b.round_id = r.id and b.participant = p.participant
		cross join unnest(b.tally_keys) k
		where p.activity_id = ${activityId} and p.source <> 'phone' and ${sql.raw(isSaid('k'))}
		group by 1, 2, 3`.execute(db);
	const rounds = new Map<string, Partial<Record<RoomSource, Tally>>>();
	for (const { round, source, key, n } of rows) {
		const tallies = rounds.get(round) ?? {};
		const { ballots, counts } = tallies[source] ?? { ballots: 0, counts: {} };
		tallies[source] =
			key === ballotKey ? { ballots: n, counts } : { ballots, counts: { ...counts, [key]: n } };
		rounds.set(round, tallies);
	}
	return rounds;
}
