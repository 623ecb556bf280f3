import type { Pool } from 'pg';
import type { Translated } from '../../platform/i18n/translated.ts';
import { mostKeys, type RegisteredType, type Tally } from '../../questions/contract.ts';
import { markedTally } from '../../questions/tally.ts';
import { askLimits, type AskMode, type AskStage } from './ask/rules.ts';
import type { PublicAsk } from './ask/snapshot.ts';
import type { Beside } from './beside/beside.ts';
import type { RoundOf } from './beside/read-beside.server.ts';
import { writtenFreely } from './moderation/written-freely.ts';
import { reactionSeconds, type ReactionCounts } from './pace/reactions.ts';
import type { Board } from './quiz/board.ts';
import type { LivePhase, LiveSnapshot } from './snapshot.ts';
import { isSaid, marksOfEntries } from './stored-marks.server.ts';
import type { RoomCounts } from './voices/sources.ts';

/** Free entries (words, texts) that a result shows at most; further ones stay in the number of ballots. */
export const mostEntries = 200;

/** People of the round `r` whose voice did not come from their own phone, by source. */
export const roomOfRound = `(
	select jsonb_object_agg(source, people) from (
		select p.source, count(*) as people from live_participants p
		where p.activity_id = r.activity_id and p.source <> 'phone'
			and exists (select from ballots b where b.round_id = r.id and b.participant = p.participant)
		group by p.source
	) elsewhere
)`;

/**
 * Reads only counts that are kept while votes are written, so its cost does not grow with the ballots; what did not come
 * by phone is counted, which is as many as fit into a room. Of free
 * entries a bounded number of candidates is taken from the index (by power of two, exact but for the last of them). All
 * keys of an asker's question are among them: means and medians are computed from them.
 */
const statement = `
select s.code, s.version, s.may_change_vote, a.status = 'draft' as draft, a.title, a.locales,
	s.ended_at is not null or coalesce(s.closes_at <= now(), false) as ended,
	s.veiled, s.leaderboard, s.asks, s.asks_stage, s.closes_at, s.joins_locked,
	coalesce(c.participants, 0) as participants,
	r.id as round_id, b.id as beside_id, r.number, r.closed_at is null and coalesce(r.closes_at > now(), true) as open,
	r.closed_at is not null as closed,
	case when r.closed_at is null then r.closes_at end as question_closes_at, r.revealed_at is not null as revealed,
	(r.frozen ->> 'ballots')::integer as frozen_ballots,
	q.id as question_id, q.type, q.prompt, q.config, q.background,
	(select count(*) from live_questions e where e.activity_id = s.activity_id and e.position <= q.position) as position,
	(select count(*) from live_questions e where e.activity_id = s.activity_id) as of,
	coalesce((select ballots from live_tallies t where t.round_id = r.id and t.key = '*'), 0) as ballots,
	case when r.frozen is not null then nullif(r.frozen -> 'room', 'null') else ${roomOfRound} end as room,
	shown.counts,
	case when q.type <> all ($4::text[]) then null
		when r.frozen is not null then nullif(r.frozen -> 'marks', 'null')
		else ${marksOfEntries('r.id', 'shown.counts')}
	end as marks,
	case when s.asks <> 'off' and s.asks_stage <> 'none' and not s.veiled then (
		select coalesce(jsonb_agg(to_jsonb(k)), '[]') from (
			select id, number, text, locale, supporters, answered, answer from live_asks k
			where k.activity_id = s.activity_id and k.approved and not k.hidden and k.is_root
				and case when s.pinned_ask_id is null then not k.answered else k.id = s.pinned_ask_id end
			order by supporters desc, number
			limit ${askLimits.onStage}
		) k
	) end as asks_shown,
	case when s.asks_stage = 'top' then (
		select count(*)::integer from live_asks k
		where k.activity_id = s.activity_id and k.approved and not k.hidden and k.is_root and not k.answered
	) end as asks_total,
	case when s.asks <> 'off' then (
		select concat_ws('/', count(*), max(number), count(*) filter (where approved), count(*) filter (where hidden),
			count(*) filter (where answered), count(merged_into), sum(supporters), s.asks_stage, s.pinned_ask_id)
		from live_asks k where k.activity_id = s.activity_id
	) end as asks_mark,
	case when s.pace = 'participant' then (
		select jsonb_build_object('questions', count(*), 'ballots', coalesce(sum(t.ballots), 0))
		from live_rounds p
		left join live_tallies t on t.round_id = p.id and t.key = '*'
		where p.activity_id = s.activity_id and p.self_paced and p.closed_at is null
	) end as paced,
	case when s.reactions then (
		select coalesce(jsonb_object_agg(sign, taps), '{}') from (
			select sign, sum(count) as taps from live_reactions e
			where e.activity_id = s.activity_id and e.second > now() - interval '${reactionSeconds} seconds'
			group by sign
		) tapped
	) end as reactions
from live_sessions s
join activities a on a.id = s.activity_id
left join live_participant_counts c on c.activity_id = s.activity_id
left join live_rounds r on r.id = s.current_round_id
left join live_questions q on q.id = r.question_id
cross join lateral (
	select case when r.revealed_at is null or s.veiled then null when r.frozen is not null then (
		select jsonb_object_agg(f.key, f.value) from jsonb_each(r.frozen -> 'counts') f
		where not exists (select from live_hidden_keys h where h.round_id = r.id and h.key = f.key)
	) else (
		select jsonb_object_agg(key, ballots) from (
			select key, ballots from (
				select t.key, t.ballots from live_tallies t
				where t.round_id = r.id and t.key <> '*' and t.magnitude is not null and ${isSaid('t.key')}
					and not exists (select from live_hidden_keys h where h.round_id = r.id and h.key = t.key)
					and (s.entries = 'atOnce' or q.type <> all ($4::text[])
						or exists (select from live_cleared_keys e where e.round_id = r.id and e.key = t.key))
				order by t.magnitude desc, t.key
				limit $2
			) candidates
			order by ballots desc, key
			limit case when q.type = any ($4::text[]) then $3 else $2 end
		) entries
	) end as counts
	-- Read once, though it is asked for twice.
	offset 0
) shown
left join live_rounds b on b.id = s.beside_round_id and b.question_id = r.question_id and b.number < r.number
	and r.closed_at is not null and r.revealed_at is not null and b.revealed_at is not null and not s.veiled
where s.activity_id = $1`;

type Row = {
	code: string;
	version: number;
	may_change_vote: boolean;
	ended: boolean;
	draft: boolean;
	title: Translated;
	locales: string[];
	participants: number;
	round_id: string;
	beside_id: string | null;
	number: number | null;
	open: boolean;
	/** For good: when only its time is over, somebody may still give more of it. */
	closed: boolean;
	question_closes_at: Date | null;
	revealed: boolean;
	question_id: string;
	type: string;
	prompt: Translated;
	config: unknown;
	background: boolean;
	position: number;
	of: number;
	ballots: number;
	room: RoomCounts;
	counts: Record<string, number> | null;
	/** In which languages entries were written. */
	marks: Record<string, number> | null;
	frozen_ballots: number | null;
	veiled: boolean;
	leaderboard: boolean;
	asks: AskMode;
	asks_stage: AskStage;
	asks_shown: PublicAsk[] | null;
	asks_total: number | null;
	asks_mark: string | null;
	closes_at: Date | null;
	joins_locked: boolean;
	paced: { questions: number; ballots: number } | null;
	reactions: ReactionCounts | null;
};

/** A session's snapshot, and whether it is a draft, which only its moderators may know of. */
export type LiveState = Readonly<{
	snapshot: LiveSnapshot;
	isDraft: boolean;
	/** Differs when the residents' questions are others, also those that wait; '' where nobody may ask. */
	asksMark: string;
}>;

/** Who leads at this version of a session; null: too few play along. */
export type BoardReader = (activityId: string, version: number) => Promise<Board | null>;

/** An earlier round beside the result of this one; null: nothing of both may be shown. */
export type BesideReader = (
	activityId: string,
	rounds: Readonly<{ now: RoundOf; before: string }>
) => Promise<Beside | null>;

/** The session as it is now; null: there is none. */
export async function readState(
	pool: Pool,
	activityId: string,
	typeOf: (key: string) => RegisteredType,
	boardNow: BoardReader = async () => null,
	besideNow: BesideReader = async () => null
): Promise<LiveState | null> {
	const { rows } = await pool.query<Row>({
		name: 'live-snapshot',
		text: statement,
		values: [activityId, mostKeys, mostEntries, writtenFreely]
	});
	const row = rows[0];
	if (!row) return null;
	const board = isBoardShown(row, typeOf) ? await boardNow(activityId, row.version) : null;
	const now = { id: row.round_id, questionId: row.question_id };
	const beside =
		row.beside_id && !row.ended
			? await besideNow(activityId, { now, before: row.beside_id })
			: null;
	const leaderboard = row.leaderboard ? { board } : null;
	return {
		snapshot: { ...snapshotOf(row, typeOf), beside, leaderboard },
		isDraft: row.draft,
		asksMark: row.asks_mark ?? ''
	};
}

/** With the result of a knowledge question that nobody can vote on any more, and at the end. */
function isBoardShown(row: Row, typeOf: (key: string) => RegisteredType): boolean {
	if (!row.leaderboard || row.veiled) return false;
	if (row.ended) return true;
	return (
		row.number !== null &&
		row.revealed &&
		row.closed &&
		typeOf(row.type).knowledge.asked(row.config)
	);
}

function snapshotOf(
	row: Row,
	typeOf: (key: string) => RegisteredType
): Omit<LiveSnapshot, 'leaderboard' | 'beside'> {
	const main = row.locales[0]!;
	const phase = phaseOf(row);
	const shown = row.number !== null && row.revealed && !row.veiled;
	return {
		code: row.code,
		title: row.title[main] ?? '',
		titles: row.title,
		locales: row.locales,
		phase,
		version: row.version,
		participants: row.participants,
		question: questionOf(row, main, shown, typeOf),
		result: shown ? resultOf(row, typeOf(row.type)) : null,
		frozen: row.frozen_ballots !== null,
		veiled: row.veiled,
		asks: { mode: row.asks, onStage: asksOnStage(row) },
		paced: phase === 'paced' ? row.paced : null,
		closesAt: row.closes_at?.toISOString() ?? null,
		locked: row.joins_locked,
		reactions: phase === 'ended' ? null : row.reactions
	};
}

function resultOf({ frozen_ballots, ballots, ...row }: Row, type: RegisteredType): Tally {
	const counts = row.counts ?? {};
	return markedTally(
		{ ballots: frozen_ballots ?? ballots, counts, marks: row.marks },
		type.sameEntry
	);
}

function questionOf(
	row: Row,
	main: string,
	shown: boolean,
	typeOf: (key: string) => RegisteredType
): LiveSnapshot['question'] {
	if (row.number === null) return null;
	const open = row.open && !row.ended;
	return {
		id: row.question_id,
		type: row.type,
		round: row.number,
		position: row.position,
		of: row.of,
		prompt: row.prompt[main] ?? '',
		prompts: row.prompt,
		// Who may still vote is not told what is right, also where the result is shown already.
		config: shown && row.closed ? row.config : typeOf(row.type).publicConfig(row.config),
		open,
		closesAt: (open && row.question_closes_at?.toISOString()) || null,
		ballots: row.ballots,
		room: row.room,
		mayChangeVote: row.may_change_vote,
		background: row.background
	};
}

function asksOnStage({ asks_shown: asks, asks_stage, asks_total }: Row) {
	if (!asks) return null;
	return { pinned: asks_stage === 'pinned', asks, total: asks_total ?? asks.length };
}

function phaseOf(row: Row): LivePhase {
	if (row.ended) return 'ended';
	if (row.number === null) return row.paced && row.paced.questions > 0 ? 'paced' : 'lobby';
	if (row.revealed) return 'revealed';
	return row.open ? 'open' : 'closed';
}
