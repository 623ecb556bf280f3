import { sql } from 'kysely';

/** Everybody may know what happened at a date `d` of an event `e` in an activity `y`. */
export const isOpenToAll = sql<boolean>`(d.state = 'held' and e.state in ('approved', 'cancelled') and not e.closed
	and y.status <> 'draft')`;

/** Something is written of a date `d`, or shown of it, that everybody may see. */
export const isDocumented = sql<boolean>`(d.state = 'held' and exists (
	select from event_documentations w where w.date_id = d.id and (
		w.text <> '{}'
		or exists (select from event_photos f where f.date_id = d.id)
		or (w.minutes_public and exists (select from event_agreed_points a where a.date_id = d.id)))))`;
