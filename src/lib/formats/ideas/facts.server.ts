import { sql } from 'kysely';
import type { Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';

/**
 * What idea maps tell indicators. Drafts and announced maps tell nothing.
 *
 * - `idea`: one per idea that everybody may see and that is not merged into another. `outcome` is its present status.
 */
export const ideaFacts: FactSource = {
	format: 'ideas',
	kinds: ['idea'],
	query: (_db: Db) => sql<Fact>`${ideas}`
};

/** A contribution's pseudonym cannot be turned back and differs from the participant's. */
const pseudonymOf = (id: ReturnType<typeof sql>) => sql`encode(sha256(uuid_send(${id})), 'hex')`;

const ideas = sql`
	select ${pseudonymOf(sql`i.id`)} as contribution, 'idea' as kind, i.activity_id, i.category_id::text as item_id,
		null::integer as round, true as final, i.place_id, null::text as organisation,
		encode(i.participant, 'hex') as participant, i.submitted_on as occurred_on, null::float8 as value,
		i.status as outcome, false as missing
	from ideas i
	join activities a on a.id = i.activity_id
	where i.visibility = 'public' and i.merged_into is null and a.status in ('running', 'finished', 'archived')`;
