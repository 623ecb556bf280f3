import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { permissions } from '../permissions.ts';
import { seriesOf } from '../series/series.server.ts';

/** An organisation that could be asked to enter events. */
export type Addressee = Readonly<{
	organisationId: string;
	name: string;
	placeName: string | null;
	/** Its public address, as an administrator approved it; null: it has told none. */
	email: string | null;
	/** How often it was written to for this series. */
	mailedTimes: number;
	/** Its events in this series that are more than drafts. */
	events: number;
}>;

/**
 * Organisations of the register that belong to this place, lie in it or work there, by name.
 * @throws Refusal not_allowed, series_unknown (404)
 */
export async function organisationsIn(
	db: Db,
	actor: Actor,
	activityId: string,
	placeId: string
): Promise<Addressee[]> {
	demand(permissions, actor, 'invite', await seriesOf(db, activityId));
	const within = [...(await subtreeIds(db, [placeId]))];
	return columns(db, activityId)
		.where(
			sql<boolean>`(o.place_id = any(${within}::text[])
				or coalesce(w.approved -> 'places', '[]') ?| ${within}::text[])`
		)
		.orderBy('o.nameKey')
		.limit(500)
		.execute();
}

/** Those of these ids that there are and that are not archived. */
export async function addressees(
	db: Db | Trx,
	activityId: string,
	ids: readonly string[]
): Promise<Addressee[]> {
	const known = ids.filter(isUuid);
	if (known.length === 0) return [];
	return columns(db, activityId).where('o.id', 'in', known).orderBy('o.nameKey').execute();
}

function columns(db: Db | Trx, activityId: string) {
	return db
		.selectFrom('organisations as o')
		.leftJoin('places as p', 'p.id', 'o.placeId')
		.leftJoin('organisationProfiles as w', 'w.organisationId', 'o.id')
		.leftJoin('eventInvitations as i', (join) =>
			join.onRef('i.organisationId', '=', 'o.id').on('i.activityId', '=', activityId)
		)
		.select(['o.id as organisationId', 'o.name', 'p.name as placeName'])
		.select(sql<string | null>`w.approved ->> 'email'`.as('email'))
		.select(sql<number>`coalesce(i.mailed_times, 0)`.as('mailedTimes'))
		.select(
			sql<number>`(select count(*)::int from events e where e.activity_id = ${activityId} and e.organisation_id = o.id
				and e.state not in ('draft', 'withdrawn'))`.as('events')
		)
		.where('o.archivedAt', 'is', null);
}

/** An invitation in the list of those who gave it. */
export type GivenInvitation = Readonly<{
	id: string;
	name: string;
	email: string | null;
	mailedTimes: number;
	createdAt: Date;
	events: number;
}>;

/** Those that hold, newest first. @throws Refusal not_allowed, series_unknown (404) */
export async function listInvitations(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<GivenInvitation[]> {
	demand(permissions, actor, 'invite', await seriesOf(db, activityId));
	const rows = await db
		.selectFrom('eventInvitations as i')
		.leftJoin('organisations as o', 'o.id', 'i.organisationId')
		.select(['i.id', 'i.email', 'i.mailedTimes', 'i.createdAt'])
		.select((eb) => eb.fn.coalesce('o.name', 'i.hostName').as('name'))
		.select(
			sql<number>`(select count(*)::int from events e where e.invitation_id = i.id)`.as('events')
		)
		.where('i.activityId', '=', activityId)
		.where('i.revokedAt', 'is', null)
		.orderBy('i.createdAt', 'desc')
		.orderBy('i.id')
		.limit(1000)
		.execute();
	return rows as GivenInvitation[];
}
