import { sql, type RawBuilder } from 'kysely';
import { needsCaution, type CautionList } from '../../../core/moderation/words/match.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { ballotKey } from '../../../questions/contract.ts';
import { isMark } from '../../../questions/entry-language.ts';

type Said = Readonly<{ roundId: string; tallyKeys: readonly string[] }>;

/** Lets entries with a word of the caution list wait for a moderator, before their ballot is counted. */
export async function holdKeysBack(trx: Trx, caution: CautionList, said: Said): Promise<void> {
	await hold(trx, caution, said, sql`true`);
}

/**
 * The same for a ballot on its way to the intake: nothing is on the stage even for a moment. A ballot that will be refused
 * leaves nothing behind, however often it is sent. Of entries without such a word nothing is asked of the database.
 * @returns whether an entry has such a word: `holdCountedBack` is for after it was counted
 */
export async function holdBallotBack(
	db: Db,
	caution: CautionList,
	ballot: Said & Readonly<{ participant: Buffer }>
): Promise<boolean> {
	const isTaken = sql<boolean>`exists (
		select from live_rounds r join live_sessions s using (activity_id)
		where r.id = ${ballot.roundId} and r.closed_at is null and (r.closes_at is null or r.closes_at > now())
			and s.ended_at is null
			and (s.closes_at is null or s.closes_at > now())
			and (s.may_change_vote or not exists (
				select from ballots b where b.round_id = r.id and b.participant = ${ballot.participant}
			))
	)`;
	return hold(db, caution, ballot, isTaken);
}

/** Once more when it is counted: whoever closed the round while it was on its way, and opened it again, has forgotten it. */
export async function holdCountedBack(db: Db, caution: CautionList, said: Said): Promise<void> {
	const isCounted = sql<boolean>`exists (
		select from live_tallies t where t.round_id = ${said.roundId} and t.key = said.key and t.ballots > 0
	)`;
	await hold(db, caution, said, isCounted);
}

/** An entry that a moderator has looked at already does not wait a second time. Returns whether one has such a word. */
async function hold(
	db: Db | Trx,
	caution: CautionList,
	{ roundId, tallyKeys }: Said,
	isTaken: RawBuilder<boolean>
): Promise<boolean> {
	const waiting = tallyKeys.filter(
		(key) => key !== ballotKey && !isMark(key) && needsCaution(caution, key)
	);
	if (waiting.length === 0) return false;
	await sql`
		insert into live_hidden_keys (round_id, key, waits, held)
		select ${roundId}::uuid, said.key, true, true from unnest(${waiting}::text[]) said (key)
		where ${isTaken} and not exists (
			select from live_cleared_keys c where c.round_id = ${roundId}::uuid and c.key = said.key
		)
		on conflict do nothing`.execute(db);
	return true;
}

/**
 * Of the closed rounds of a session: entries that wait and that nobody says any more, because their ballot was refused,
 * changed or corrected. Called by whoever has closed a round and holds it locked.
 */
export async function forgetUnsaidKeys(trx: Trx, activityId: string): Promise<void> {
	await sql`
		delete from live_hidden_keys h using live_rounds r
		where r.activity_id = ${activityId} and r.closed_at is not null and h.round_id = r.id and h.waits
			and not exists (
				select from live_tallies t where t.round_id = h.round_id and t.key = h.key and t.ballots > 0
			)`.execute(trx);
}
