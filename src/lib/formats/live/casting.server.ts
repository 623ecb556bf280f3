import type { Pool } from 'pg';

/** A ballot on its way, already checked against its question. */
export type Ballot = Readonly<{
	roundId: string;
	participant: Buffer;
	/** JSON text of the answer. */
	answer: string;
	/** What it adds to the tally, with '*' for the ballot itself. */
	tallyKeys: readonly string[];
}>;

/**
 * `counted`: stored, or the earlier vote replaced. `unchanged`: this very ballot was counted before. `closed`: the
 * round takes no ballots any more. `final`: another vote stands and may not be changed.
 */
export type CastOutcome = 'counted' | 'unchanged' | 'closed' | 'final';

/**
 * The round is locked as an update would lock it: closing waits for the batch, or the batch waits for the closing
 * and then sees it. Not `for share`: two processes that tally different keys in two triggers (cast, changed) could
 * then wait for each other; this way one batch per round is at work, which the row of '*' would enforce anyway.
 *
 * Where all ballots were written, which is nearly always, no row comes back and nothing is looked up. Otherwise each
 * ballot's fate is: `unclear` remains where another process committed the row after our snapshot was taken.
 */
const statement = `
with given as not materialized (
	select n, round_id, participant, answer::jsonb as answer, tally_keys::text[] as tally_keys
	from unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[]) with ordinality as g(round_id, participant, answer, tally_keys, n)
), open as materialized (
	select r.id, s.may_change_vote
	from live_rounds r join live_sessions s using (activity_id)
	where r.id = any ($1::uuid[]) and r.closed_at is null and s.ended_at is null
	order by r.id
	for no key update of r
), written as (
	insert into ballots as b (round_id, participant, answer, tally_keys)
	select g.round_id, g.participant, g.answer, g.tally_keys from given g join open o on o.id = g.round_id
	on conflict (round_id, participant) do update
		set answer = excluded.answer, tally_keys = excluded.tally_keys
		where b.answer <> excluded.answer and (select o.may_change_vote from open o where o.id = b.round_id)
	returning round_id, participant
)
select case
	when exists (select from written w where w.round_id = g.round_id and w.participant = g.participant) then 'counted'
	when g.answer = stands.answer then 'unchanged'
	when o.id is null then 'closed'
	when stands.answer is not null and not o.may_change_vote then 'final'
	else 'unclear'
end as outcome
from given g
left join open o on o.id = g.round_id
left join lateral (
	select b.answer from ballots b where b.round_id = g.round_id and b.participant = g.participant limit 1
) stands on true
where (select count(*) from written) < cardinality($1::uuid[])
order by g.n`;

/**
 * Counts all ballots in one transaction and says what became of each, in their order. No two of them may be of the
 * same participant and round. Harmless to repeat.
 */
export async function writeBallots(
	pool: Pool,
	ballots: readonly Ballot[]
): Promise<readonly CastOutcome[]> {
	const { rows } = await pool.query<{ outcome: CastOutcome | 'unclear' }>({
		name: 'cast-ballots',
		text: statement,
		values: [
			ballots.map((ballot) => ballot.roundId),
			ballots.map((ballot) => ballot.participant),
			ballots.map((ballot) => ballot.answer),
			ballots.map((ballot) => arrayLiteral(ballot.tallyKeys))
		]
	});
	if (rows.length === 0) return ballots.map(() => 'counted');
	const outcomes = rows.map((row) => row.outcome);
	const unclear = ballots.filter((_, index) => outcomes[index] === 'unclear');
	if (unclear.length === 0) return outcomes as CastOutcome[];
	const settled = (await writeBallots(pool, unclear)).values();
	return outcomes.map((outcome) =>
		outcome === 'unclear' ? settled.next().value! : (outcome as CastOutcome)
	);
}

export const ballotKeyOf = (ballot: Ballot) =>
	`${ballot.roundId}${ballot.participant.toString('latin1')}`;

/** PostgreSQL's text form of an array: arrays of different lengths cannot travel as one two-dimensional array. */
function arrayLiteral(keys: readonly string[]): string {
	return `{${keys.map((key) => `"${key.replace(/[\\"]/g, '\\$&')}"`).join()}}`;
}
