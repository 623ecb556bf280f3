import type { Pool } from 'pg';
import type { Translated } from '../../platform/i18n/translated.ts';
import { mostKeys, type RegisteredType } from '../../questions/contract.ts';
import { questionTypes } from '../../questions/registry.ts';
import type { LivePhase, LiveSnapshot } from './snapshot.ts';
import type { RoomCounts } from './voices/sources.ts';

/** Free entries (words, texts) that a result shows at most; further ones stay in the number of ballots. */
export const mostEntries = 200;

const writtenFreely = questionTypes.filter(({ freeText }) => freeText).map(({ key }) => key);

/**
 * Reads only counts that are kept while votes are written, so its cost does not grow with the ballots; what did not come
 * by phone is counted, which is as many as fit into a room. Of free
 * entries a bounded number of candidates is taken from the index (by power of two, exact but for the last of them). All
 * keys of an asker's question are among them: means and medians are computed from them.
 */
const statement = `
select s.code, s.version, s.may_change_vote, s.ended_at is not null as ended, a.status = 'draft' as draft, a.title, a.locales,
	coalesce(c.participants, 0) as participants,
	r.number, r.closed_at is null as open, r.revealed_at is not null as revealed,
	q.id as question_id, q.type, q.prompt, q.config,
	(select count(*) from live_questions e where e.activity_id = s.activity_id and e.position <= q.position) as position,
	(select count(*) from live_questions e where e.activity_id = s.activity_id) as of,
	coalesce((select ballots from live_tallies t where t.round_id = r.id and t.key = '*'), 0) as ballots,
	(
		select jsonb_object_agg(source, people) from (
			select p.source, count(*) as people from live_participants p
			where p.activity_id = s.activity_id and p.source <> 'phone'
				and exists (select from ballots b where b.round_id = r.id and b.participant = p.participant)
			group by p.source
		) elsewhere
	) as room,
	case when r.revealed_at is not null then (
		select jsonb_object_agg(key, ballots) from (
			select key, ballots from (
				select t.key, t.ballots from live_tallies t
				where t.round_id = r.id and t.key <> '*' and t.magnitude is not null
					and not exists (select from live_hidden_keys h where h.round_id = r.id and h.key = t.key)
				order by t.magnitude desc, t.key
				limit $2
			) candidates
			order by ballots desc, key
			limit case when q.type = any ($4::text[]) then $3 else $2 end
		) shown
	) end as counts
from live_sessions s
join activities a on a.id = s.activity_id
left join live_participant_counts c on c.activity_id = s.activity_id
left join live_rounds r on r.id = s.current_round_id
left join live_questions q on q.id = r.question_id
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
	number: number | null;
	open: boolean;
	revealed: boolean;
	question_id: string;
	type: string;
	prompt: Translated;
	config: unknown;
	position: number;
	of: number;
	ballots: number;
	room: RoomCounts;
	counts: Record<string, number> | null;
};

/** A session's snapshot, and whether it is a draft, which only its moderators may know of. */
export type LiveState = Readonly<{ snapshot: LiveSnapshot; isDraft: boolean }>;

/** The session as it is now; null: there is none. */
export async function readState(
	pool: Pool,
	activityId: string,
	typeOf: (key: string) => RegisteredType
): Promise<LiveState | null> {
	const { rows } = await pool.query<Row>({
		name: 'live-snapshot',
		text: statement,
		values: [activityId, mostKeys, mostEntries, writtenFreely]
	});
	const row = rows[0];
	return row ? { snapshot: snapshotOf(row, typeOf), isDraft: row.draft } : null;
}

function snapshotOf(row: Row, typeOf: (key: string) => RegisteredType): LiveSnapshot {
	const asked = row.number !== null;
	const shown = asked && row.revealed;
	const open = row.open && !row.ended;
	const main = row.locales[0]!;
	return {
		code: row.code,
		title: row.title[main] ?? '',
		titles: row.title,
		locales: row.locales,
		phase: phaseOf(row),
		version: row.version,
		participants: row.participants,
		question: asked
			? {
					id: row.question_id,
					type: row.type,
					round: row.number!,
					position: row.position,
					of: row.of,
					prompt: row.prompt[main] ?? '',
					prompts: row.prompt,
					// Who may still vote is not told what is right, also where the result is shown already.
					config: shown && !open ? row.config : typeOf(row.type).publicConfig(row.config),
					open,
					ballots: row.ballots,
					room: row.room,
					mayChangeVote: row.may_change_vote
				}
			: null,
		result: shown ? { ballots: row.ballots, counts: row.counts ?? {} } : null
	};
}

function phaseOf(row: Row): LivePhase {
	if (row.ended) return 'ended';
	if (row.number === null) return 'lobby';
	if (row.revealed) return 'revealed';
	return row.open ? 'open' : 'closed';
}
