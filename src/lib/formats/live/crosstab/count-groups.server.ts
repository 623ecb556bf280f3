import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { ballotKey } from '../../../questions/contract.ts';
import type { Counted } from './table.ts';

/**
 * Counts the ballots of a round by what they say, the group and the source. Somebody's group is what they said last, in
 * whatever round. The number of a raised hand is not a person, and at the tablet everybody is somebody new: only a seat
 * code leads back to the same one.
 */
export async function countByGroup(
	trx: Trx,
	{ round, background }: Readonly<{ round: string; background: string }>
): Promise<Counted[]> {
	const { rows } = await sql<Counted>`
		with belongs as (
			select distinct on (b.participant) b.participant, said.key as "group"
			from live_rounds r
			join ballots b on b.round_id = r.id
			cross join unnest(b.tally_keys) said(key)
			where r.question_id = ${background} and said.key <> ${ballotKey}
			order by b.participant, r.number desc
		)
		select source, "group", key, count(*)::integer as people from (
			select coalesce(p.source, 'phone') as source, said.key,
				case when p.source = 'hands' or (p.source = 'tablet' and not s.seats_only) then null
					else g."group" end as "group"
			from live_rounds r
			join live_sessions s on s.activity_id = r.activity_id
			join ballots b on b.round_id = r.id
			left join live_participants p on p.activity_id = r.activity_id and p.participant = b.participant
			left join belongs g on g.participant = b.participant
			cross join unnest(b.tally_keys) said(key)
			where r.id = ${round}
		) voices
		group by 1, 2, 3
		order by 1, 2, 3`.execute(trx);
	return rows;
}
