import { sql } from 'kysely';
import type { Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';

/**
 * What funds tell indicators.
 *
 * - `application`: one per application that was ever submitted, on the day of its first submission. `outcome` is where it
 *   stands; `value` what it asks for, in euros.
 *
 * Like everything the city does in public with a thing that has a name, it has no participant
 * (docs/decisions/0030).
 */
export const fundFacts: FactSource = {
	format: 'fund',
	kinds: ['application'],
	query: (_db: Db) => sql<Fact>`
		select encode(sha256(uuid_send(a.id)), 'hex') as contribution, 'application' as kind, a.activity_id,
			null::text as item_id, null::integer as round, true as final, coalesce(a.place_id, y.place_id) as place_id,
			a.organisation_id::text as organisation, null::text as participant, a.submitted_on as occurred_on,
			a.asked_cents / 100.0::float8 as value, a.state as outcome, false as missing
		from fund_applications a join activities y on y.id = a.activity_id
		where a.version > 0 and y.status in ('running', 'finished', 'archived')`
};
