import { sql } from 'kysely';

/** Whether the round `r` of the session `s` takes ballots at this moment. */
export const takesBallots = sql<boolean>`(
	r.closed_at is null and coalesce(r.closes_at > now(), true)
	and s.ended_at is null and coalesce(s.closes_at > now(), true)
)`;
