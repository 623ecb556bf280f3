import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { writtenFreely } from '../moderation/written-freely.ts';
import { mostKeys } from '../../../questions/contract.ts';
import { mostEntries, roomOfRound } from '../live-snapshot.server.ts';
import { isSaid, marksOfEntries } from '../stored-marks.server.ts';

/** Keeps the result as it may be shown now; what is hidden later is left out when it is read. */
export async function freezeResult(trx: Trx, roundId: string): Promise<void> {
	await sql`
		update live_rounds r set frozen = jsonb_build_object(
			'ballots', coalesce((select ballots from live_tallies t where t.round_id = r.id and t.key = '*'), 0),
			'room', ${sql.raw(roomOfRound)},
			'counts', coalesce((
				select jsonb_object_agg(key, ballots) from (
					select t.key, t.ballots from live_tallies t
					where t.round_id = r.id and t.key <> '*' and t.ballots > 0 and ${sql.raw(isSaid('t.key'))}
						and not exists (select from live_hidden_keys h where h.round_id = r.id and h.key = t.key)
						and (s.entries = 'atOnce' or q.type <> all (${writtenFreely}::text[])
							or exists (select from live_cleared_keys e where e.round_id = r.id and e.key = t.key))
					order by t.ballots desc, t.key
					limit case when q.type = any (${writtenFreely}::text[]) then ${mostEntries}::integer else ${mostKeys}::integer end
				) shown
			), '{}'))
		from live_sessions s, live_questions q
		where r.id = ${roundId} and s.activity_id = r.activity_id and q.id = r.question_id`.execute(trx);
	// A mark that changed would tell of the one ballot that came since.
	await sql`
		update live_rounds r set frozen = r.frozen || jsonb_build_object('marks', ${sql.raw(marksOfEntries('r.id', "r.frozen -> 'counts'"))})
		where r.id = ${roundId}`.execute(trx);
}
