import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';

/**
 * `isUnbiased` of permissions.ts for lists: a condition on rows of `fund_applications`. Whoever declared a conflict of
 * interest or belongs to the applicant does not see that the application is there.
 * @param table name under which the query knows `fund_applications`
 */
export function unbiased(actor: Actor, table = 'a'): RawBuilder<boolean> {
	if (actor.kind !== 'account') return sql<boolean>`false`;
	const organisations = actor.organisations.map(({ id }) => id);
	return sql<boolean>`(
		(${sql.ref(table)}.organisation_id is null or ${sql.ref(table)}.organisation_id <> all(${organisations}::uuid[]))
		and not exists (select from fund_conflicts conflict
			where conflict.application_id = ${sql.ref(table)}.id and conflict.account_id = ${actor.accountId}))`;
}

/** The opposite, for counting what `unbiased` leaves out: written so that indexes find the few there are. */
export function biased(actor: Actor): RawBuilder<boolean> {
	if (actor.kind !== 'account') return sql<boolean>`true`;
	const organisations = actor.organisations.map(({ id }) => id);
	return sql<boolean>`a.id in (
		select application_id from fund_conflicts where account_id = ${actor.accountId}
		union all select id from fund_applications where organisation_id = any(${organisations}::uuid[]))`;
}

/** Numbers of a round's applications that `unbiased` closes to the actor, for lists that speak of them in passing. */
export async function closedTo(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<ReadonlySet<unknown>> {
	const rows = await db
		.selectFrom('fundApplications as a')
		.select('a.number')
		.where('a.activityId', '=', activityId)
		.where('a.number', 'is not', null)
		.where(biased(actor))
		.execute();
	return new Set(rows.map(({ number }) => number));
}
