import { sql } from 'kysely';
import type { Fact, FactSource } from '../../core/indicators/facts.ts';

/** Events tell nothing yet: what counts is who came, and attendance is not noted here so far. */
export const eventFacts: FactSource = {
	format: 'events',
	kinds: [],
	query:
		() => sql<Fact>`select ''::text as contribution, ''::text as kind, null::uuid as activity_id,
		null::text as item_id, null::integer as round, true as final, ''::text as place_id, null::text as organisation,
		null::text as participant, current_date as occurred_on, null::float8 as value, null::text as outcome,
		false as missing where false`
};
