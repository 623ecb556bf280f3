import { sql, type RawBuilder } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';

/**
 * Whoever asks and supports, under another name than their ballots: one for each person in a session, so that two
 * questions of one person do not count as two people. Once the activity's key is dropped nobody can find one from the
 * other; then it stands in the tables itself. An expression of SQL, because facts tell it before and after.
 */
export const talkPseudonym = (
	key: RawBuilder<unknown>,
	participant: RawBuilder<unknown>
): RawBuilder<Buffer> => sql`
	case when ${key} is null then ${participant}
		else sha256(${key} || convert_to('asks', 'UTF8') || ${participant}) end`;

/**
 * For the archive, while there still is a key: no question and no support leads to a ballot any more. The supports are
 * written anew in an order that means nothing, as the ballots are.
 */
export async function partFromBallots(trx: Trx, activityId: string): Promise<void> {
	await sql`
		update live_asks k set participant = ${talkPseudonym(sql`a.participant_key`, sql`k.participant`)}
		from activities a where a.id = k.activity_id and k.activity_id = ${activityId}`.execute(trx);
	await sql`
		with lifted as (
			delete from live_ask_supports s using live_asks k, activities a
			where k.activity_id = ${activityId} and s.ask_id = k.id and a.id = k.activity_id
			returning s.ask_id, ${talkPseudonym(sql`a.participant_key`, sql`s.participant`)} as participant
		)
		insert into live_ask_supports (ask_id, participant)
		select ask_id, participant from lifted order by ask_id, participant`.execute(trx);
}
