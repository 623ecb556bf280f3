import type { Pool } from 'pg';
import type { RegisteredType } from '../../../questions/contract.ts';
import { ranked, type Ranked } from './board.ts';
import type { Nickname } from './nickname.ts';

export type Standing = Ranked<Readonly<{ participant: string; name: Nickname; points: number }>>;

/** How the players of a session stand. */
export type Standings = Readonly<{
	/** Knowledge questions that count so far. */
	questions: number;
	/** Of those who appear. The participant as hex. */
	ranked: readonly Standing[];
	/** The same by participant: every phone asks for its own. */
	byParticipant: ReadonlyMap<string, Standing>;
}>;

/**
 * Of each question the first round after which everybody was told what is right: asked again, everybody knows. Where
 * that round took ballots once more, nobody can say who knew it before, so the question counts for nobody. Nor does it
 * while somebody can vote in a round, or the result of the last one is still to be shown: points would tell. A round
 * that was asked anew before it was closed (`reset`) was never told.
 */
const countedRounds = `
select counted.id, q.type, q.config
from (
	select distinct on (r.question_id) r.id, r.question_id, r.told_then_opened,
		last_value(r.told) over (
			partition by r.question_id order by r.number rows between unbounded preceding and unbounded following
		) as is_last_told
	from live_rounds r
	where r.activity_id = $1
	order by r.question_id, r.told desc, r.number
) counted
join live_questions q on q.id = counted.question_id
where counted.is_last_told and not counted.told_then_opened
	and not exists (select from live_rounds o where o.question_id = counted.question_id and o.closed_at is null)`;

const players = `
select encode(participant, 'hex') as participant, adjective, animal, number
from live_players where activity_id = $1 and not hidden`;

const answers = `
select b.round_id, encode(b.participant, 'hex') as participant, b.answer
from ballots b join live_players p on p.activity_id = $1 and p.participant = b.participant and not p.hidden
where b.round_id = any ($2::uuid[])`;

type Round = { id: string; type: string; config: unknown };
type Player = { participant: string; adjective: number; animal: number; number: number };
type Answer = { round_id: string; participant: string; answer: unknown };

/** One point for each right answer, counted anew from the ballots: nothing is stored that could differ from them. */
export async function readStandings(
	pool: Pool,
	activityId: string,
	typeOf: (key: string) => RegisteredType
): Promise<Standings> {
	const found = await pool.query<Round>(countedRounds, [activityId]);
	const rounds = found.rows.filter(({ type, config }) => typeOf(type).knowledge.asked(config));
	const [people, said] = await Promise.all([
		pool.query<Player>(players, [activityId]),
		pool.query<Answer>(answers, [activityId, rounds.map(({ id }) => id)])
	]);
	const points = pointsOf(said.rows, rounds, typeOf);
	const scored = people.rows.map(({ participant, adjective, animal, number }) => ({
		participant,
		name: [adjective, animal, number] as const,
		points: points.get(participant) ?? 0
	}));
	const standings = ranked(scored);
	const byParticipant = new Map(standings.map((one) => [one.participant, one]));
	return { questions: rounds.length, ranked: standings, byParticipant };
}

function pointsOf(
	said: readonly Answer[],
	rounds: readonly Round[],
	typeOf: (key: string) => RegisteredType
): ReadonlyMap<string, number> {
	const judges = new Map(rounds.map((round) => [round.id, judge(round, typeOf)]));
	const points = new Map<string, number>();
	for (const { round_id, participant, answer } of said)
		if (judges.get(round_id)!(answer)) points.set(participant, (points.get(participant) ?? 0) + 1);
	return points;
}

/** Many say the same, and to check an answer takes longer than to remember it. */
function judge({ type, config }: Round, typeOf: (key: string) => RegisteredType) {
	const judged = new Map<string, boolean>();
	return (answer: unknown): boolean => {
		const said = JSON.stringify(answer);
		const known = judged.get(said) ?? typeOf(type).knowledge.isRight(config, answer);
		judged.set(said, known);
		return known;
	};
}

/** Standings for many who ask at once: after a reveal every phone does. */
export type Scores = Readonly<{
	/** @param version of the session that the caller has seen: what a later command changed is read anew */
	now(activityId: string, version: number): Promise<Standings>;
	/** What was read before is not shown to who asks from now on. */
	forget(activityId: string): void;
}>;

/** The bus tells of players; this bounds how long a lost message could matter, in milliseconds. */
const longestTrust = 10_000;
const mostSessions = 100;

export function openScores(pool: Pool, typeOf: (key: string) => RegisteredType): Scores {
	const kept = new Map<string, { version: number; at: number; standings: Promise<Standings> }>();
	return {
		now(activityId, version) {
			const known = kept.get(activityId);
			const isNew =
				known && performance.now() - known.at < longestTrust && known.version >= version;
			if (isNew) return known.standings;
			const standings = readStandings(pool, activityId, typeOf);
			kept.delete(activityId);
			if (kept.size >= mostSessions) kept.delete(kept.keys().next().value!);
			kept.set(activityId, { version, at: performance.now(), standings });
			standings.catch(() => kept.delete(activityId));
			return standings;
		},
		forget: (activityId) => void kept.delete(activityId)
	};
}
