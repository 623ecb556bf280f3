import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { permissions } from '../permissions.ts';
import { doorOf, type AtDate, type Door } from './door.server.ts';
import type { Presence } from './presence.ts';
import { ticketHash, ticketOf } from './ticket.server.ts';
import { doorClosedBecause } from './when.ts';

/** Somebody with a place, as the person at the door needs them: without an address. */
export type DoorGuest = Readonly<{
	registrationId: string;
	/** Of the ticket's number. */
	hash: string;
	name: string | null;
	organisation: string | null;
	kindName: Translated;
	places: number;
}>;

export type DoorView = Readonly<{
	door: Omit<Door, 'activityKey'>;
	/** Reason code of what stands against checking in, or null. */
	closed: string | null;
	/** By name. */
	guests: readonly DoorGuest[];
	/** Places of all of them. */
	expected: number;
	presence: Presence;
}>;

/** @throws Refusal not_allowed, date_unknown */
export async function readDoor(db: Db, actor: Actor, on: AtDate, now: Date): Promise<DoorView> {
	const { activityKey, ...door } = await doorOf(db, on);
	demand(permissions, actor, 'checkIn', door);
	// First: what is noted while the rest is read comes with the next presence.
	const presence = await readPresence(db, actor, on, now);
	const rows = await guestsOf(db, door.dateId);
	return {
		door,
		closed: doorClosedBecause(door, now),
		guests: rows.map((guest) => ({ ...guest, hash: hashOf(activityKey, door.dateId, guest) })),
		expected: rows.reduce((sum, { places }) => sum + places, 0),
		presence
	};
}

const hashOf = (
	key: Buffer | null,
	dateId: string,
	{ registrationId }: { registrationId: string }
) => (key ? ticketHash(dateId, ticketOf(key, { registrationId, dateId })) : '');

async function guestsOf(db: Db, dateId: string): Promise<Omit<DoorGuest, 'hash'>[]> {
	const rows = await db
		.selectFrom('eventRegistrations as r')
		.innerJoin('eventTicketKinds as k', 'k.id', 'r.kindId')
		.select(['r.id as registrationId', 'r.name', 'r.organisation', 'r.places'])
		.select('k.name as kindName')
		.where('r.dateId', '=', dateId)
		.where('r.state', '=', 'confirmed')
		.orderBy(sql`lower(r.name)`, (order) => order.asc().nullsLast())
		.orderBy('r.position')
		.execute();
	return rows as Omit<DoorGuest, 'hash'>[];
}

/** Who is in now, for the page and for devices that ask again. @throws Refusal not_allowed, date_unknown */
export async function readPresence(db: Db, actor: Actor, on: AtDate, now: Date): Promise<Presence> {
	const door = await doorOf(db, on);
	demand(permissions, actor, 'checkIn', door);
	const rows = await db
		.selectFrom('eventCheckIns')
		.select(['registrationId', 'nonce', 'people'])
		.where('dateId', '=', door.dateId)
		.where('takenBack', '=', false)
		.orderBy('id')
		.execute();
	return {
		at: now.toISOString(),
		list: await listOf(db, door.dateId),
		guests: rows.flatMap(({ registrationId, nonce, people }) =>
			registrationId === null ? [] : [{ registrationId, nonce, people }]
		),
		walkIns: rows.flatMap(({ registrationId, nonce, people }) =>
			registrationId === null ? [{ nonce, people }] : []
		)
	};
}

async function listOf(db: Db, dateId: string): Promise<string> {
	const rows = await db
		.selectFrom('eventRegistrations')
		.select(['id', 'places'])
		.where('dateId', '=', dateId)
		.where('state', '=', 'confirmed')
		.orderBy('id')
		.execute();
	return fingerprint(rows.map(({ id, places }) => `${id} ${places}`).join(' ')).slice(0, 16);
}
