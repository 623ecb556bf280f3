import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';

/**
 * Everybody who takes an administrator away comes through here one after the other: two who revoke each other at the
 * same moment would both still see the other one.
 */
export async function oneAtATime(trx: Trx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('palaver.administrators'))`.execute(trx);
}

/**
 * Asked after the change, inside its transaction: does this place still have somebody to administer it, there or
 * above? An account counts when it is enabled and has taken its invitation.
 * @throws Refusal `conflict` last_administrator
 */
export async function demandAdministratorLeft(trx: Trx, placeId: string): Promise<void> {
	const { rows } = await sql`
		with recursive above as (
			select id, parent_id from places where id = ${placeId}
			union all
			select p.id, p.parent_id from places p join above a on p.id = a.parent_id
		)
		select 1 from role_grants g
		join above on above.id = g.place_id
		join accounts a on a.id = g.account_id
		where g.role = 'administrator' and g.revoked_at is null
			and a.disabled_at is null and a.password_hash is not null
		limit 1`.execute(trx);
	if (rows.length === 0) throw new Refusal('conflict', 'last_administrator');
}
