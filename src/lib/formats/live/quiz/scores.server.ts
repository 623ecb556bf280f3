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
}>;

/**
 * Of each question the first round whose result was shown: asked again, everybody knows what is right. As long as
 * somebody can vote in a later one, or its result is still to be shown, the question counts for nobody: points would tell.
 */
const countedRounds = `
select distinct on (r.question_id) r.id, q.type, q.config
from live_rounds r join live_questions q on q.id = r.question_id
where r.activity_id = $1 and r.was_revealed and r.closed_at is not null
	and not exists (
		select from live_rounds l
		where l.question_id = r.question_id and (l.closed_at is null or l.number > r.number and not l.was_revealed)
	)
order by r.question_id, r.number`;

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
	return { questions: rounds.length, ranked: ranked(scored) };
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
export type Scores = (activityId: string, version: number) => Promise<Standings>;

/** Players come and go between two commands: so long they may not be there yet, in milliseconds. */
const longestTrust = 1000;
const mostSessions = 100;

/** @param version of the session that the caller has seen: what a later command changed is read anew */
export function openScores(pool: Pool, typeOf: (key: string) => RegisteredType): Scores {
	const kept = new Map<string, { version: number; at: number; standings: Promise<Standings> }>();
	return (activityId, version) => {
		const known = kept.get(activityId);
		const isNew = known && performance.now() - known.at < longestTrust && known.version >= version;
		if (isNew) return known.standings;
		const standings = readStandings(pool, activityId, typeOf);
		kept.delete(activityId);
		if (kept.size >= mostSessions) kept.delete(kept.keys().next().value!);
		kept.set(activityId, { version, at: performance.now(), standings });
		standings.catch(() => kept.delete(activityId));
		return standings;
	};
}
