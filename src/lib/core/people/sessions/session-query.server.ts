import { sql } from 'kysely';
import type { Role } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

export type SessionRow = {
	accountId: string;
	expiresAt: Date;
	/** When its owner signed in. */
	createdAt: Date;
	secondFactor: boolean;
	lastSeenOn: string;
	device: string;
	displayName: string;
	locale: string;
	hasFactor: boolean;
	grants: { role: Role; places: string[] }[];
	organisations: { id: string; role: 'member' | 'manager' }[];
};

/** Everything a request needs to know of who sends it, each grant widened to the places below it: one query. */
export async function sessionWithAccount(
	db: Db | Trx,
	key: string
): Promise<SessionRow | undefined> {
	const { rows } = await sql<SessionRow>`
		select s.account_id, s.expires_at, s.created_at, s.second_factor, s.last_seen_on, s.device,
			a.display_name, a.locale, a.totp_confirmed_at is not null as has_factor,
			(select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'places', (
					with recursive below as (
						select g.place_id as id
						union all
						select p.id from places p join below b on p.parent_id = b.id
					)
					select jsonb_agg(id) from below))), '[]')
				from role_grants g where g.account_id = a.id and g.revoked_at is null) as grants,
			(select coalesce(jsonb_agg(jsonb_build_object('id', m.organisation_id, 'role', m.role)), '[]')
				from memberships m join organisations o on o.id = m.organisation_id
				where m.account_id = a.id and o.archived_at is null) as organisations
		from account_sessions s
		join accounts a on a.id = s.account_id
		where s.id = ${key} and a.disabled_at is null`.execute(db);
	return rows[0];
}
