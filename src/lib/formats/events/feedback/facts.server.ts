import { sql, type RawBuilder } from 'kysely';
import type { Fact } from '../../../core/indicators/facts.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';

/**
 * What is told of feedback about dates:
 * - `feedback`: an answer with a code of the date, so by somebody who was there; its value is the face (1 to 5), its
 *   outcome `positive`, `neutral` or `negative`
 * - `exhibitorFeedback`: the same of exhibitors alone
 * - `openFeedback`: an answer without a code
 * - `meetingPlace`: visitors who were asked whether they meet people here: `yes` or `no`
 *
 * The item is the event, the organisation its host. Each answer is a pseudonym of its own, so that the small-cell rule counts the people behind a
 * number; nothing leads from it to a person, and its day is that of the date.
 */
export const feedbackKinds = ['feedback', 'exhibitorFeedback', 'openFeedback', 'meetingPlace'];

export const feedbackOutcomes = {
	positive: m.eventsfeedback_outcome_positive,
	neutral: m.eventsfeedback_outcome_neutral,
	negative: m.eventsfeedback_outcome_negative,
	yes: m.eventsfeedback_outcome_yes,
	no: m.eventsfeedback_outcome_no
};

/**
 * With the columns of Fact, to be joined to the other facts of events.
 * @param counts of which events `e` and activities `y`
 * @param host of an event `e`
 */
export const feedbackFacts = (counts: RawBuilder<unknown>, host: RawBuilder<unknown>) => sql<Fact>`
	select encode(sha256(uuid_send(f.id) || convert_to(told.kind, 'UTF8')), 'hex') as contribution, told.kind,
		e.activity_id, e.id::text as item_id, null::integer as round, true as final,
		coalesce(d.place_id, e.place_id, y.place_id) as place_id, ${host} as organisation,
		encode(sha256(uuid_send(f.id) || 'participant'::bytea), 'hex') as participant,
		(d.starts_at at time zone 'Europe/Berlin')::date as occurred_on, told.value, told.outcome, false as missing,
		e.audiences
	from event_feedback f
	join event_dates d on d.id = f.date_id
	join events e on e.id = d.event_id
	join activities y on y.id = e.activity_id
	cross join lateral (
		select case when f.face >= 4 then 'positive' when f.face = 3 then 'neutral' else 'negative' end as mood
	) how
	cross join lateral (
		select case when f.proven then 'feedback' else 'openFeedback' end as kind, f.face::float8 as value, how.mood as outcome
		union all
		select 'exhibitorFeedback', f.face::float8, how.mood where f.proven and f.audience = 'exhibitors'
		union all
		select 'meetingPlace', null, case when f.meeting_place then 'yes' else 'no' end where f.meeting_place is not null
	) told
	where ${counts}`;
