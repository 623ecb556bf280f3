import { sql } from 'kysely';

/**
 * What hangs on a date `d`: somebody acted on it, or calendars were told of a change. Whatever refers to dates is added
 * here with an `exists`, and refers to them without `on delete cascade`, so that a forgotten one fails loudly.
 */
export const isNeeded = sql<boolean>`(d.state <> 'planned' or d.sequence > 0 or d.moved or d.note <> ''
	or num_nonnulls(d.place_id, d.venue, d.address) > 0
	or exists (select from event_date_quotas q where q.date_id = d.id)
	or exists (select from event_headcounts h where h.date_id = d.id)
	or exists (select from event_documentations w where w.date_id = d.id)
	or exists (select from event_followups u where u.date_id = d.id)
	or exists (select from event_check_ins c where c.date_id = d.id)
	or exists (select from event_feedback_codes f where f.date_id = d.id))`;
