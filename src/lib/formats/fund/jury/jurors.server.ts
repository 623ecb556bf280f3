import { sql, type RawBuilder } from 'kysely';
import type { Role } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

/** What everybody who sees a round may know of a juror. */
export type NamedJuror = Readonly<{ accountId: string; name: string }>;

/** How a juror is written to is for who invites. */
export type Juror = NamedJuror & Readonly<{ email: string; locale: string }>;

export const named = ({ accountId, name }: NamedJuror): NamedJuror => ({ accountId, name });

/** Everybody who holds the role juror at the place or above it, by name. */
export const jurorsAt = (db: Db | Trx, placeId: string): Promise<Juror[]> =>
	holdersAt(db, placeId, ['juror']);

/** The same for anybody with one of the roles. */
export async function holdersAt(
	db: Db | Trx,
	placeId: string,
	roles: readonly Role[]
): Promise<Juror[]> {
	const { rows } = await sql<Juror>`
		with recursive above (id, parent_id) as (
			select id, parent_id from places where id = ${placeId}
			union all select p.id, p.parent_id from places p join above a on a.parent_id = p.id
		)
		select a.id as account_id, a.display_name as name, a.email, a.locale from accounts a
		where a.disabled_at is null and exists (
			select from role_grants g join above on above.id = g.place_id
			where g.account_id = a.id and g.role = any(${[...roles]}::text[]) and g.revoked_at is null)
		order by a.display_name, a.id`.execute(db);
	return rows;
}

/**
 * Whether an account is excluded from an application: a conflict of interest was declared, or it belongs to the
 * applying organisation. The same rule as `isUnbiased` in permissions.ts, for people who do not act themselves.
 */
export const isExcluded = (
	accountId: RawBuilder<unknown>,
	applicationId: RawBuilder<unknown>
): RawBuilder<boolean> => sql<boolean>`(
	exists (select from fund_conflicts c where c.application_id = ${applicationId} and c.account_id = ${accountId})
	or exists (select from fund_applications x join memberships b on b.organisation_id = x.organisation_id
		where x.id = ${applicationId} and b.account_id = ${accountId}))`;

/** A juror and one application. */
export type Seat = NamedJuror &
	Readonly<{
		/** Why this juror neither sees nor scores it nor votes on it. */
		excludedBy: 'declared' | 'organisation' | null;
		/** As declared or `membershipReason`; empty for who joined the organisation since. */
		conflictReason: string;
	}>;

/** All jurors of an application, or all with one of the roles, those excluded too. */
export async function seatsOf(
	db: Db | Trx,
	{ placeId, applicationId }: Readonly<{ placeId: string; applicationId: string }>,
	roles: readonly Role[] = ['juror']
): Promise<Seat[]> {
	const { rows } = await sql<{ accountId: string; reason: string; declared: boolean }>`
		select account_id, reason, true as declared from fund_conflicts where application_id = ${applicationId}
		union all
		select b.account_id, '', false from memberships b
			join fund_applications x on x.organisation_id = b.organisation_id where x.id = ${applicationId}`.execute(
		db
	);
	return (await holdersAt(db, placeId, roles)).map((juror) => {
		const against = rows.filter(({ accountId }) => accountId === juror.accountId);
		const declared = against.find(({ declared }) => declared);
		return {
			...named(juror),
			excludedBy: declared ? 'declared' : against.length > 0 ? 'organisation' : null,
			conflictReason: declared?.reason ?? ''
		};
	});
}
