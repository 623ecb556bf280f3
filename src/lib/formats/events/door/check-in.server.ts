import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { ticketLimits } from '../registration/schema.ts';
import { lockDoor, refuseClosed, type AtDate, type Door } from './door.server.ts';
import { guestAtDoor, refuseShown, type GuestAtDoor } from './guest.server.ts';

/** How somebody was found who came: by the camera, the number they read aloud, the list, or not at all. */
export const ways = ['code', 'number', 'list', 'walkIn'] as const;

const people = z
	.int('number_invalid')
	.min(1, 'out_of_range')
	.max(ticketLimits.places, 'out_of_range');

export const checkInInput = z
	.object({
		/** Made by the device for this act: sent twice it is one check-in. */
		nonce: z.uuid('input_invalid'),
		way: z.enum(ways, 'choice_invalid'),
		/** As typed or read; either it or the registration leads to a guest. */
		ticket: z.string().max(200, 'ticket_invalid').nullable(),
		registrationId: z.uuid('input_invalid').nullable(),
		/** Null: as many as registered. */
		people: people.nullable()
	})
	.refine(({ way, people }) => way !== 'walkIn' || people !== null, {
		path: ['people'],
		message: 'number_invalid'
	});
export type CheckInInput = z.input<typeof checkInInput>;
type Arrival = z.infer<typeof checkInInput>;

export type CheckedIn = Readonly<{ nonce: string; registrationId: string | null; people: number }>;

/**
 * Notes that somebody came. Of a group fewer may come than registered; whoever comes without registering is only
 * counted. Of two devices that let in the same guest the first one wins.
 * @throws Refusal not_allowed; date_unknown (404); input_invalid (422); at the field `ticket` or as the reason:
 *   ticket_invalid, ticket_unknown, ticket_other_date, ticket_twice, guest_waiting, guest_cancelled, already_in (409);
 *   door_not_open_yet, door_closed, date_cancelled, date_not_held, archived, not_possible_now (409)
 */
export async function checkIn(
	db: Db,
	actor: Actor,
	on: AtDate,
	given: CheckInInput,
	now: Date
): Promise<CheckedIn> {
	return db.transaction().execute(async (trx) => {
		const door = await lockDoor(trx, on);
		demand(permissions, actor, 'checkIn', door);
		const arrival = parse(checkInInput, given);
		const before = await sentBefore(trx, door, arrival);
		if (before) return before;
		refuseClosed(door, now);
		const guest = arrival.way === 'walkIn' ? null : await guestAtDoor(trx, door, arrival);
		const done = await insert(trx, door, arrival, guest);
		// The indexes have the last word: it was this act sent twice, or somebody else was first.
		if (!done) return (await sentBefore(trx, door, arrival)) ?? refuseAlreadyIn(arrival);
		await recordOfEvent(trx, actor, door, 'checkedIn', { people: done.people });
		return done;
	});
}

/** What this act was before, taken back since or not. @throws Refusal changed_meanwhile for another act under its nonce */
async function sentBefore(trx: Trx, { dateId }: Door, arrival: Arrival): Promise<CheckedIn | null> {
	const row = await trx
		.selectFrom('eventCheckIns')
		.select(['nonce', 'registrationId', 'people', 'way'])
		.where('dateId', '=', dateId)
		.where('nonce', '=', arrival.nonce)
		.executeTakeFirst();
	if (!row) return null;
	const isSame =
		(row.way === 'walkIn') === (arrival.way === 'walkIn') &&
		(arrival.registrationId === null || arrival.registrationId === row.registrationId);
	if (!isSame) throw new Refusal('conflict', 'changed_meanwhile');
	return row;
}

async function insert(
	trx: Trx,
	{ eventId, dateId }: Door,
	{ nonce, way, people }: Arrival,
	guest: GuestAtDoor | null
): Promise<CheckedIn | undefined> {
	if (guest && people !== null && people > guest.places)
		throw new Refusal('invalid', 'input_invalid', { people: 'too_many_people' });
	return trx
		.insertInto('eventCheckIns')
		.values({
			...{ eventId, dateId, nonce, way },
			registrationId: guest?.registrationId ?? null,
			people: people ?? guest!.places
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning(['nonce', 'registrationId', 'people'])
		.executeTakeFirst();
}

function refuseAlreadyIn(arrival: Arrival): never {
	throw refuseShown(arrival, 'already_in');
}

/**
 * Takes back that somebody came, as if it had not been noted. Harmless to repeat.
 * @throws Refusal not_allowed; date_unknown, check_in_unknown (404); door_closed and the like (409)
 */
export async function takeBack(
	db: Db,
	actor: Actor,
	on: AtDate,
	nonce: string,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const door = await lockDoor(trx, on);
		demand(permissions, actor, 'checkIn', door);
		refuseClosed(door, now);
		const unknown = () => new Refusal('missing', 'check_in_unknown');
		if (!z.uuid().safeParse(nonce).success) throw unknown();
		const found = await trx
			.selectFrom('eventCheckIns')
			.select(['id', 'takenBack', 'people'])
			.where('dateId', '=', door.dateId)
			.where('nonce', '=', nonce)
			.forUpdate()
			.executeTakeFirst();
		if (!found) throw unknown();
		if (found.takenBack) return;
		await trx
			.updateTable('eventCheckIns')
			.set({ takenBack: true })
			.where('id', '=', found.id)
			.execute();
		await recordOfEvent(trx, actor, door, 'checkInTakenBack', { people: found.people });
	});
}
