import type { Pool } from 'pg';
import { participantLength } from '../../core/activities/participant-token.server.ts';

/** A ballot on its way, already checked against its question. */
export type Ballot = Readonly<{
	roundId: string;
	/** 32 bytes. */
	participant: Buffer;
	/** JSON text of the answer. */
	answer: string;
	/** What it adds to the tally, with '*' for the ballot itself; the same for every ballot of this round, answer and language. */
	tallyKeys: readonly string[];
	/** In which it was written freely; the keys say it too. */
	language?: string | undefined;
}>;

/**
 * `counted`: stored, or the earlier vote replaced. `unchanged`: this very ballot was counted before. `closed`: the
 * round takes no ballots any more. `final`: another vote stands and may not be changed. `overtaken`: a repeated
 * attempt found another vote, and only the phone knows which of the two is newer.
 */
export type CastOutcome = 'counted' | 'unchanged' | 'closed' | 'final' | 'overtaken';

/**
 * The participants of one answer travel as one value, 32 bytes each: a choice has few answers, and reading four values
 * per ballot cost both sides as much as storing it.
 *
 * The round is locked as an update would lock it: closing waits for the batch, or the batch waits for the closing
 * and then sees it. Not `for share`: two processes that tally different keys in two triggers (cast, changed) could
 * then wait for each other; this way one batch per round is at work, which the row of '*' would enforce anyway.
 *
 * Rows are stored in the order of their pseudonyms, so that their places in the file do not tell who of a batch came
 * first.
 *
 * A repeated attempt ($5) changes no ballot that stands: between two attempts the person may have voted anew at another
 * process, and nothing beside a ballot says when it came.
 *
 * Where all ballots were written, which is nearly always, no row comes back and nothing is looked up. Otherwise each
 * ballot's fate is: `unclear` remains where another process committed the row after our snapshot was taken.
 */
const statement = `
with said as materialized (
	select n, round_id, answer::jsonb as answer, tally_keys::text[] as tally_keys, participants
	from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[]) with ordinality
		as g(round_id, answer, tally_keys, participants, n)
), given as not materialized (
	select n, at, round_id, substr(participants, at, ${participantLength}) as participant, answer, tally_keys
	from said cross join lateral generate_series(1, length(participants), ${participantLength}) as at
), open as materialized (
	select r.id, s.may_change_vote
	from live_rounds r join live_sessions s using (activity_id)
	where r.id = any ($1::uuid[]) and r.closed_at is null and (r.closes_at is null or r.closes_at > now())
		and s.ended_at is null
		and (s.closes_at is null or s.closes_at > now())
	order by r.id
	for no key update of r
), written as (
	insert into ballots as b (round_id, participant, answer, tally_keys)
	select g.round_id, g.participant, g.answer, g.tally_keys from given g join open o on o.id = g.round_id
	order by g.participant
	on conflict (round_id, participant) do update
		set answer = excluded.answer, tally_keys = excluded.tally_keys
		where not $5::boolean and b.answer <> excluded.answer
			and (select o.may_change_vote from open o where o.id = b.round_id)
	returning round_id, participant
)
select case
	when exists (select from written w where w.round_id = g.round_id and w.participant = g.participant) then 'counted'
	when g.answer = stands.answer then 'unchanged'
	when o.id is null then 'closed'
	when stands.answer is not null and not o.may_change_vote then 'final'
	when stands.answer is not null and $5::boolean then 'overtaken'
	else 'unclear'
end as outcome
from given g
left join open o on o.id = g.round_id
left join lateral (
	select b.answer from ballots b where b.round_id = g.round_id and b.participant = g.participant limit 1
) stands on true
where (select count(*) from written) < $6::integer
order by g.n, g.at`;

/**
 * Counts all ballots in one transaction and says what became of each, in their order. No two of them may be of the
 * same participant and round.
 * @param repeated whether an earlier attempt may have been carried out: then no ballot that stands is changed
 */
export async function writeBallots(
	pool: Pool,
	ballots: readonly Ballot[],
	repeated = false
): Promise<readonly CastOutcome[]> {
	const groups = [...sameAnswers(ballots).values()];
	const firsts = groups.map(([first]) => ballots[first!]!);
	const { rows } = await pool.query<{ outcome: CastOutcome | 'unclear' }>({
		name: 'cast-ballots',
		text: statement,
		values: [
			firsts.map((ballot) => ballot.roundId),
			firsts.map((ballot) => ballot.answer),
			firsts.map((ballot) => arrayLiteral(ballot.tallyKeys)),
			groups.map((group) => Buffer.concat(group.map((index) => ballots[index]!.participant))),
			repeated,
			ballots.length
		]
	});
	const outcomes: (CastOutcome | 'unclear')[] = ballots.map(() => 'counted');
	if (rows.length === 0) return outcomes as CastOutcome[];
	groups.flat().forEach((index, row) => (outcomes[index] = rows[row]!.outcome));
	return settled(pool, ballots, outcomes);
}

/** Asks again about those that are unclear, as a repeated attempt: the row that was in the way may be a newer vote. */
async function settled(
	pool: Pool,
	ballots: readonly Ballot[],
	outcomes: readonly (CastOutcome | 'unclear')[]
): Promise<readonly CastOutcome[]> {
	const unclear = ballots.filter((_, index) => outcomes[index] === 'unclear');
	if (unclear.length === 0) return outcomes as CastOutcome[];
	const later = (await writeBallots(pool, unclear, true)).values();
	return outcomes.map((outcome) => (outcome === 'unclear' ? later.next().value! : outcome));
}

/** Places in the list of those who said the same, in the same language, in the same round. */
function sameAnswers(ballots: readonly Ballot[]): Map<string, number[]> {
	const groups = new Map<string, number[]>();
	ballots.forEach(({ roundId, answer, language = '' }, index) => {
		const key = `${roundId}${language}${answer}`;
		const group = groups.get(key);
		if (group) group.push(index);
		else groups.set(key, [index]);
	});
	return groups;
}

export const ballotKeyOf = (ballot: Ballot) =>
	`${ballot.roundId}${ballot.participant.toString('latin1')}`;

/** PostgreSQL's text form of an array: arrays of different lengths cannot travel as one two-dimensional array. */
function arrayLiteral(keys: readonly string[]): string {
	return `{${keys.map((key) => `"${key.replace(/[\\"]/g, '\\$&')}"`).join()}}`;
}
