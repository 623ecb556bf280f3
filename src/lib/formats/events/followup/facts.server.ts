import { sql, type RawBuilder } from 'kysely';
import type { Fact } from '../../../core/indicators/facts.ts';
import { daysOfLater } from './when.ts';

/**
 * What is told of questions asked some months after a date, once they are closed:
 * - `followup`: one that counts as carried out, with enough answers or because somebody said why fewer are enough; the item
 *   is the event, the outcome its kind, the value the days between the end of the date and its opening. Sixty or more of
 *   them are "some months later"; one that asked earlier tells its answers alone
 * - `followupAnswer`: what one person said to one question, as the question's type tells it; the item is the question
 *
 * Each answer is a pseudonym of its own, the same for all its questions, so that the small-cell rule counts the people behind
 * a number; nothing leads from it to a person, and its day is that on which the follow-up was closed.
 */
export const followUpKinds = ['followup', 'followupAnswer'];

/**
 * With the columns of Fact, to be joined to the other facts of events.
 * @param counts of which events `e` and activities `y`
 * @param host of an event `e`
 */
export const followUpFacts = (counts: RawBuilder<unknown>, host: RawBuilder<unknown>) => sql<Fact>`
	select encode(sha256(uuid_send(f.date_id) || 'followup'::bytea), 'hex') as contribution, 'followup' as kind,
		e.activity_id, e.id::text as item_id, null::integer as round, true as final,
		coalesce(d.place_id, e.place_id, y.place_id) as place_id, ${host} as organisation,
		null::text as participant, f.closed_on as occurred_on,
		floor(extract(epoch from f.opened_at - d.ends_at) / 86400)::float8 as value, e.kind as outcome, false as missing,
		e.audiences
	from event_followups f
	join event_dates d on d.id = f.date_id
	join events e on e.id = d.event_id
	join activities y on y.id = e.activity_id
	cross join lateral (select count(*) as answers from event_followup_answers a where a.date_id = f.date_id) given
	where f.state = 'closed' and d.state = 'held' and ${counts}
		and f.opened_at >= d.ends_at + make_interval(days => ${daysOfLater}::int)
		and given.answers >= case when f.counts_because <> '' then 1 else f.least end
	union all
	select encode(sha256(uuid_send(r.answer_id) || uuid_send(r.question_id)), 'hex'), 'followupAnswer',
		e.activity_id, r.question_id::text, null::integer, true,
		coalesce(d.place_id, e.place_id, y.place_id), ${host},
		encode(sha256(uuid_send(r.answer_id) || 'participant'::bytea), 'hex'), f.closed_on, r.value, r.outcome, r.missing, e.audiences
	from event_followup_replies r
	join event_followups f on f.date_id = r.date_id
	join event_dates d on d.id = f.date_id
	join events e on e.id = d.event_id
	join activities y on y.id = e.activity_id
	where f.state = 'closed' and d.state = 'held' and ${counts}`;
