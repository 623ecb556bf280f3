import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

/** How many people answered in both of two rounds. */
export type Overlap = (one: string, other: string) => number;

/**
 * The overlap of rounds of one question; only the numbers leave the database. Whoever votes at a
 * tablet without a seat code is somebody new each time (see `countByGroup`): of them as many are taken to be the same as
 * there were at the tablet both times. Counted as people who came once they would cover the one phone that really did.
 */
export async function peopleInBoth(db: Db | Trx, rounds: readonly string[]): Promise<Overlap> {
	const { rows } = await sql<{ one: string; other: string; both: number }>`
		with rounds as (
			select id, activity_id, number from live_rounds where id = any (${rounds}::uuid[])
		),
		voices as (
			select r.id as round_id, r.number, b.participant,
				coalesce(p.source = 'tablet' and not s.seats_only, false) as new_each_time
			from rounds r
			join live_sessions s on s.activity_id = r.activity_id
			join ballots b on b.round_id = r.id
			left join live_participants p on p.activity_id = s.activity_id and p.participant = b.participant
		),
		strangers as (
			select round_id, count(*) filter (where new_each_time) as people from voices group by round_id
		),
		known as (
			select x.round_id as one, y.round_id as other, count(*) as people
			from voices x
			join voices y on y.number > x.number and y.participant = x.participant
			where not x.new_each_time and not y.new_each_time
			group by x.round_id, y.round_id
		)
		select r.id as one, s.id as other,
			(coalesce(k.people, 0) + least(coalesce(a.people, 0), coalesce(b.people, 0)))::int as both
		from rounds r
		join rounds s on s.number > r.number
		left join known k on k.one = r.id and k.other = s.id
		left join strangers a on a.round_id = r.id
		left join strangers b on b.round_id = s.id`.execute(db);
	return (one, other) => rows.find((row) => row.one === one && row.other === other)?.both ?? 0;
}
