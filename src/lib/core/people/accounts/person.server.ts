import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { likePattern } from '../../../platform/db/like.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Means } from '../means.ts';
import { people, type Person } from '../permissions.ts';

/** The account as a permission asks for it. @throws Refusal `missing` person_unknown */
export async function personSubject(means: Means, accountId: string): Promise<Person> {
	if (!isUuid(accountId)) throw new Refusal('missing', 'person_unknown');
	const { rows } = await sql<{ accountId: string; grantPlaces: string[] }>`
		select a.id as account_id, coalesce(array_agg(g.place_id) filter (where g.id is not null), '{}') as grant_places
		from accounts a
		left join role_grants g on g.account_id = a.id and g.revoked_at is null
		where a.id = ${accountId}
		group by a.id`.execute(means.db);
	if (!rows[0]) throw new Refusal('missing', 'person_unknown');
	return rows[0];
}

export type PersonRow = {
	id: string;
	displayName: string;
	email: string;
	state: 'invited' | 'active' | 'disabled';
	hasFactor: boolean;
	roles: { role: string; placeName: string }[];
	organisations: string[];
};

const pageSize = 50;

/** Accounts by name; the search looks into names, mail addresses and organisations. */
export async function listPeople(
	means: Means,
	actor: Actor,
	{ search = '', page = 1 }: { search?: string; page?: number } = {}
): Promise<{ rows: PersonRow[]; pages: number; total: number }> {
	demand(people, actor, 'people.list', null);
	const pattern = likePattern(search.normalize('NFC').trim().toLowerCase());
	const { rows } = await sql<PersonRow & { total: number }>`
		select a.id, a.display_name, a.email, count(*) over () as total,
			case when a.disabled_at is not null then 'disabled'
				when a.password_hash is null then 'invited' else 'active' end as state,
			a.totp_confirmed_at is not null as has_factor,
			(select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'placeName', p.name) order by p.name, g.role), '[]')
				from role_grants g join places p on p.id = g.place_id
				where g.account_id = a.id and g.revoked_at is null) as roles,
			array(select o.name from memberships m join organisations o on o.id = m.organisation_id
				where m.account_id = a.id order by o.name_key) as organisations
		from accounts a
		where lower(a.display_name) like ${pattern} or a.email like ${pattern} or exists (
			select from memberships m join organisations o on o.id = m.organisation_id
			where m.account_id = a.id and lower(o.name) like ${pattern})
		order by lower(a.display_name), a.id
		limit ${pageSize} offset ${(Math.max(page, 1) - 1) * pageSize}`.execute(means.db);
	const total = rows[0]?.total ?? 0;
	return { rows, total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** One person with everything an administrator may do to them. */
export async function readPerson(means: Means, actor: Actor, accountId: string) {
	demand(people, actor, 'people.list', null);
	const subject = await personSubject(means, accountId);
	const account = await means.db
		.selectFrom('accounts')
		.select(['id', 'displayName', 'email', 'locale', 'createdAt', 'disabledAt', 'totpConfirmedAt'])
		.select((eb) => eb('passwordHash', 'is not', null).as('accepted'))
		.where('id', '=', accountId)
		.executeTakeFirstOrThrow();
	const grants = await means.db
		.selectFrom('roleGrants as g')
		.innerJoin('places as p', 'p.id', 'g.placeId')
		.select(['g.id', 'g.role', 'g.placeId', 'p.name as placeName', 'g.grantedAt'])
		.where('g.accountId', '=', accountId)
		.where('g.revokedAt', 'is', null)
		.orderBy('g.grantedAt')
		.execute();
	const memberships = await means.db
		.selectFrom('memberships as m')
		.innerJoin('organisations as o', 'o.id', 'm.organisationId')
		.select(['o.id', 'o.name', 'm.role', 'o.placeId'])
		.where('m.accountId', '=', accountId)
		.orderBy('o.nameKey')
		.execute();
	return {
		...account,
		grants: grants.map((grant) => ({
			...grant,
			mayRevoke: can(people, actor, 'grant.revoke', { accountId, placeId: grant.placeId })
		})),
		memberships: memberships.map(({ placeId, ...membership }) => ({
			...membership,
			mayRemove: can(people, actor, 'membership.remove', {
				accountId,
				placeId,
				organisationId: membership.id
			})
		})),
		isSelf: actor.kind === 'account' && actor.accountId === accountId,
		mayChange: can(people, actor, 'person.disable', subject)
	};
}

/** Places where this actor may give roles, top down, for a form. */
export async function placesToAdminister(means: Means, actor: Actor) {
	const places = await means.db
		.selectFrom('places')
		.select(['id', 'name', 'kind'])
		.orderBy(
			sql`array_position(array['city', 'district', 'socialSpace', 'quarter', 'square'], kind)`
		)
		.orderBy('position')
		.orderBy('name')
		.execute();
	return places.filter(({ id }) =>
		can(people, actor, 'grant.give', { accountId: null, placeId: id })
	);
}

/** For the start page of the administration, which shows nothing of its own. @throws Refusal */
export async function demandAdministration(actor: Actor): Promise<void> {
	demand(people, actor, 'people.list', null);
}
