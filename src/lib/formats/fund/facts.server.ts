import { sql, type RawBuilder } from 'kysely';
import type { Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { namesIn } from '../../platform/i18n/names-in.ts';
import { wasGranted, wasRevoked } from './granted.server.ts';
import { endingNames, outcomeNames, stateNames } from './state-text.ts';
import { suggestFacts } from './suggest-facts.ts';

/**
 * What funds tell indicators. A fact's value is money in euros: what was asked for, or what was granted.
 *
 * - `application`: one per application that was ever submitted, on the day of its first submission. `outcome` is where
 *   it stands.
 * - `grant`: one per application that was granted, on the day on which the applicant was told. `outcome` is `granted`
 *   or `conditions`.
 * - `completedGrant`: one per granted project that is closed, on the day of its closing. `outcome` is `succeeded`,
 *   `notSucceeded` or `settled` (closed without a word on how it went).
 * - `fundedProject`, `appliedProject`: the same two questions as cohorts, for shares. One per granted project, or one
 *   per application ever submitted, on the last day of its period; `final` once that day is over, so that a share of
 *   final ones is about projects that could be finished. `outcome` is how it ended: one of `endings`.
 *
 * Drafts tell nothing. No fact has a participant: like everything the city does in public with a thing that has a name
 * they are no small cells of people (docs/decisions/0030, 0044).
 */
export const fundFacts: FactSource = {
	format: 'fund',
	kinds: ['application', 'grant', 'completedGrant', 'fundedProject', 'appliedProject'],
	query: (_db: Db) => sql<Fact>`
		${fact('application', { day: sql`a.submitted_on`, outcome: sql`a.state`, cents: sql`a.asked_cents` })}
		union all ${fact('grant', {
			day: sql`coalesce(a.notified_on, a.decided_on, a.submitted_on)`,
			outcome: sql`a.outcome`,
			cents: sql`a.granted_cents`
		})} and ${wasGranted}
		union all ${fact('completedGrant', {
			day: sql`coalesce(a.closed_on, a.ends_on, a.submitted_on)`,
			outcome: ending,
			cents: sql`a.granted_cents`
		})} and ${wasGranted} and a.state = 'closed' and not ${wasRevoked}
		union all ${cohort('fundedProject', sql`a.granted_cents`)} and ${wasGranted}
		union all ${cohort('appliedProject', sql`a.asked_cents`)}`,
	words: (locale) => ({
		outcomes: namesIn({ ...stateNames, ...outcomeNames, ...endingNames }, locale),
		audiences: {}
	}),
	suggest: suggestFacts
};

type Sql = RawBuilder<unknown>;

/** How an application ended; the words of `endings`. */
const ending = sql`case
	when ${wasRevoked} and a.outcome in ('granted', 'conditions') then 'revoked'
	when a.state = 'closed' and a.succeeded then 'succeeded'
	when a.state = 'closed' and not a.succeeded then 'notSucceeded'
	when a.state = 'closed' then 'settled'
	when a.state in ('withdrawn', 'lapsed', 'reclaimed') then a.state
	when ${wasGranted} then 'open'
	when a.state = 'notified' then 'rejected'
	else 'undecided' end`;

/** The day in Germany, where periods end. */
const today = sql`(now() at time zone 'Europe/Berlin')::date`;

/** One whose period nobody gave is never over. */
const cohort = (kind: string, cents: Sql): Sql =>
	fact(kind, {
		day: sql`coalesce(a.ends_on, a.submitted_on)`,
		outcome: ending,
		cents,
		final: sql`coalesce(a.ends_on < ${today}, false)`
	});

/** A select over submitted applications that is open for a further `and`. */
function fact(
	kind: string,
	of: Readonly<Record<'day' | 'outcome' | 'cents', Sql> & { final?: Sql }>
): Sql {
	return sql`select encode(sha256(uuid_send(a.id)), 'hex') as contribution, ${sql.lit(kind)} as kind, a.activity_id,
		null::text as item_id, null::integer as round, ${of.final ?? sql`true`} as final,
		coalesce(a.place_id, y.place_id) as place_id, a.organisation_id::text as organisation,
		null::text as participant, ${of.day} as occurred_on, ${of.cents} / 100.0::float8 as value,
		${of.outcome} as outcome, false as missing
	from fund_applications a join activities y on y.id = a.activity_id
	where a.version > 0 and y.status in ('running', 'finished', 'archived')`;
}
