import { sql } from 'kysely';
import type { CatalogueFeed, Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { talkPseudonym } from './ask/part-from-ballots.server.ts';
import { writtenFreely } from './moderation/written-freely.ts';

/**
 * What live sessions tell indicators. Drafts and announced sessions tell nothing.
 *
 * - `participation`: one per participant with at least one ballot in the session. Final once one of their ballots is
 *   in a closed round; the organisation is the one they gave when joining. No item, no round. `outcome` is `tablet`,
 *   `hands` or `paper` where it was not their own phone. At the tablet each voice is a fresh participant; nobody knows
 *   whether the same people came again for the next question, so only those of the busiest round took part; with seat codes they
 *   are the same in each round, and count.
 * - `answer`: one per ballot. Item is the question. Final when the round is closed and the question was not asked
 *   again since. `value` of a scale or number, `outcome` of a choice (its option ids, joined by spaces), of a ranking
 *   (the same, the first choice first) or of a day, `missing` where the person did not know. An answer of several
 *   numbers (points, ratings) has neither.
 * - `selection`: one per option or field that a ballot chose or ranked: `outcome` is its id. Words and texts tell none:
 *   they may name a person and say nothing that can be counted across sessions.
 * - `impulse`: one per word or text that those who run the session chose to take on, of closed rounds, as long as it is
 *   not hidden. Without a participant: it is their decision, not what one person said.
 * - `ask`: one per question that a resident asked and everybody could read; those merged into another one too. Final once
 *   the session is over. `outcome` is `answered` or `open`.
 * - `askSupport`: one per person who supported such a question of somebody else, for each of them. No item, no round.
 *   Both tell the pseudonym of `talkPseudonym` and no organisation: neither may lead from a question to ballots.
 *
 * The day is that of the round's opening in Berlin, which is where the squares are: a session that begins at half
 * past midnight UTC belongs to the day people know. A participation has the day of its first round.
 */
export const liveFacts: FactSource = {
	format: 'live',
	kinds: ['participation', 'answer', 'selection', 'impulse', 'ask', 'askSupport'],
	query: (_db: Db) => sql<Fact>`${participations} union all ${answers} union all ${selections}
		union all ${impulses} union all ${asked} union all ${supported}`,
	items: async (db, activityIds) => {
		if (activityIds.length === 0) return [];
		const questions = await db
			.selectFrom('liveQuestions')
			.select(['activityId', 'id as itemId', 'prompt as name'])
			.where('activityId', 'in', activityIds)
			.orderBy('activityId')
			.orderBy('position')
			.execute();
		return questions.map((question) => ({ ...question, name: question.name as Translated }));
	},
	suggest: ({ metric, note }: CatalogueFeed) =>
		metric === 'count' && /ausgewählte Impulse/.test(note) ? { kind: 'impulse' } : null
};

/** Local day of the municipality. */
const timeZone = 'Europe/Berlin';

/** Rounds that count, with what each ballot in them takes over. */
const rounds = sql`
	select r.id, r.activity_id, a.place_id, r.question_id, r.number, q.type,
		(r.opened_at at time zone ${sql.lit(timeZone)})::date as occurred_on,
		r.closed_at is not null as closed,
		r.closed_at is not null and not exists (
			select from live_rounds later where later.question_id = r.question_id and later.number > r.number
		) as final
	from live_rounds r
	join live_questions q on q.id = r.question_id
	join activities a on a.id = r.activity_id
	where a.status in ('running', 'finished', 'archived')`;

/**
 * Who the participants come from: the entry of the register, else what they typed with case and spaces evened out.
 * A typed name that the register has learned since becomes that entry, so that one organisation counts once.
 */
const people = sql`
	select p.activity_id, p.participant, p.source, s.seats_only, coalesce(
		p.organisation_id::text,
		registered.id::text,
		'name:' || lower(regexp_replace(btrim(p.organisation_name), '\\s+', ' ', 'g'))
	) as organisation
	from live_participants p
	join live_sessions s on s.activity_id = p.activity_id
	left join organisations registered
		on registered.name_key = lower(regexp_replace(btrim(p.organisation_name), '\\s+', ' ', 'g'))
		and registered.archived_at is null`;

/** A contribution's pseudonym cannot be turned back and differs from the participant's. */
const pseudonymOf = (...parts: ReturnType<typeof sql>[]) =>
	sql`encode(sha256(${sql.join(parts, sql` || `)}), 'hex')`;

/** Of each session the round with the most voices at the tablet. */
const busiestAtTheTablet = sql`
	select distinct on (p.activity_id) p.activity_id, b.round_id
	from live_participants p
	join live_rounds r on r.activity_id = p.activity_id
	join ballots b on b.round_id = r.id and b.participant = p.participant
	where p.source = 'tablet'
	group by p.activity_id, b.round_id
	order by p.activity_id, count(*) desc, b.round_id`;

const participations = sql`
	select ${pseudonymOf(sql`uuid_send(p.activity_id)`, sql`p.participant`)} as contribution,
		'participation' as kind, p.activity_id, null::text as item_id, null::integer as round,
		bool_or(r.closed) as final, r.place_id, p.organisation, encode(p.participant, 'hex') as participant,
		min(r.occurred_on) as occurred_on, null::float8 as value, nullif(p.source, 'phone') as outcome, false as missing
	from (${people}) p
	join (${rounds}) r on r.activity_id = p.activity_id
	join ballots b on b.round_id = r.id and b.participant = p.participant
	left join (${busiestAtTheTablet}) busiest on busiest.activity_id = p.activity_id
	group by p.activity_id, p.participant, p.source, p.seats_only, p.organisation, r.place_id
	having p.source <> 'tablet' or p.seats_only or bool_or(b.round_id = busiest.round_id)`;

/** The answer is a list of the asker's options, not of what somebody wrote. */
const isChosen = sql`(jsonb_typeof(b.answer) = 'array' and r.type <> all (${writtenFreely}::text[]))`;

const answers = sql`
	select ${pseudonymOf(sql`uuid_send(b.round_id)`, sql`b.participant`)}, 'answer', r.activity_id,
		r.question_id::text, r.number, r.final, r.place_id, p.organisation, encode(b.participant, 'hex'), r.occurred_on,
		case when jsonb_typeof(b.answer) = 'number' then (b.answer #>> '{}')::float8 end,
		case when ${isChosen} then (
			select string_agg(chosen.id, ' ' order by chosen.n)
			from jsonb_array_elements_text(b.answer) with ordinality as chosen(id, n)
		) when r.type = 'date' then b.answer #>> '{}' end,
		r.type = 'scale' and jsonb_typeof(b.answer) <> 'number'
	from ballots b
	join (${rounds}) r on r.id = b.round_id
	left join (${people}) p on p.activity_id = r.activity_id and p.participant = b.participant`;

const selections = sql`
	select ${pseudonymOf(sql`uuid_send(b.round_id)`, sql`b.participant`, sql`convert_to(said.key, 'UTF8')`)},
		'selection', r.activity_id, r.question_id::text, r.number, r.final, r.place_id, p.organisation,
		encode(b.participant, 'hex'), r.occurred_on, null::float8, said.key, false
	from ballots b
	join (${rounds}) r on r.id = b.round_id
	cross join unnest(b.tally_keys) as said(key)
	left join (${people}) p on p.activity_id = r.activity_id and p.participant = b.participant
	-- What says more of an option than that it was chosen has a colon.
	where ${isChosen} and said.key <> '*' and said.key not like '%:%'`;

const impulses = sql`
	select ${pseudonymOf(sql`uuid_send(i.round_id)`, sql`convert_to('impulse ' || i.key, 'UTF8')`)}, 'impulse',
		r.activity_id, r.question_id::text, r.number, r.final, r.place_id, null::text, null::text, r.occurred_on,
		null::float8, null::text, false
	from live_impulses i
	join (${rounds}) r on r.id = i.round_id
	where r.closed and not exists (select from live_hidden_keys h where h.round_id = i.round_id and h.key = i.key)`;

/** Questions have no time of their own: their day is that on which the session began. */
const asks = sql`
	select k.id, k.activity_id, a.participant_key, ${talkPseudonym(sql`a.participant_key`, sql`k.participant`)} as asker,
		k.answered, a.place_id, s.ended_at is not null as final,
		(s.started_at at time zone ${sql.lit(timeZone)})::date as occurred_on
	from live_asks k
	join live_sessions s on s.activity_id = k.activity_id and s.started_at is not null
	join activities a on a.id = k.activity_id
	where a.status in ('running', 'finished', 'archived') and k.approved and not k.hidden`;

const asked = sql`
	select ${pseudonymOf(sql`uuid_send(k.id)`, sql`k.asker`)}, 'ask', k.activity_id, null::text, null::integer,
		k.final, k.place_id, null::text, encode(k.asker, 'hex'), k.occurred_on, null::float8,
		case when k.answered then 'answered' else 'open' end, false
	from (${asks}) k`;

const supported = sql`
	select ${pseudonymOf(sql`uuid_send(k.id)`, sql`s.supporter`, sql`convert_to('support', 'UTF8')`)}, 'askSupport',
		k.activity_id, null::text, null::integer, k.final, k.place_id, null::text, encode(s.supporter, 'hex'),
		k.occurred_on, null::float8, null::text, false
	from (${asks}) k
	cross join lateral (
		select ${talkPseudonym(sql`k.participant_key`, sql`given.participant`)} as supporter
		from live_ask_supports given where given.ask_id = k.id
	) s
	where s.supporter <> k.asker`;
