import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Door } from './door.server.ts';
import { ticketNumber } from './ticket.ts';
import { ticketOf } from './ticket.server.ts';

export type GuestAtDoor = Readonly<{ registrationId: string; places: number }>;

type Shown = Readonly<{ ticket: string | null; registrationId: string | null }>;

/**
 * Who stands at the door, locked so that they do not cancel meanwhile.
 * @throws Refusal ticket_invalid, ticket_unknown, ticket_other_date, ticket_twice, guest_unknown, guest_waiting,
 *   guest_cancelled, archived (409), of a number at the field `ticket`
 */
export async function guestAtDoor(trx: Trx, door: Door, shown: Shown): Promise<GuestAtDoor> {
	const refuse = (reason: string) => refuseShown(shown, reason);
	const id = shown.registrationId ?? (await idOfTicket(trx, door, shown.ticket ?? '', refuse));
	const guest = await trx
		.selectFrom('eventRegistrations')
		.select(['id as registrationId', 'places', 'state'])
		.where('id', '=', id)
		.where('dateId', '=', door.dateId)
		.forUpdate()
		.executeTakeFirst();
	if (!guest) throw refuse('guest_unknown');
	const against = { waiting: 'guest_waiting', offered: 'guest_waiting' }[guest.state];
	if (guest.state !== 'confirmed') throw refuse(against ?? 'guest_cancelled');
	return guest;
}

/** At the field of the number, if one was typed. */
export const refuseShown = ({ registrationId }: Shown, reason: string): Refusal =>
	new Refusal('conflict', reason, registrationId === null ? { ticket: reason } : {});

async function idOfTicket(
	trx: Trx,
	door: Door,
	typed: string,
	refuse: (reason: string) => Refusal
): Promise<string> {
	const number = ticketNumber(typed);
	if (!number) throw refuse('ticket_invalid');
	if (!door.activityKey) throw refuse('archived');
	const key = door.activityKey;
	const rows = await trx
		.selectFrom('eventRegistrations')
		.select(['id as registrationId', 'dateId'])
		.where('eventId', '=', door.eventId)
		.execute();
	const fitting = rows.filter((row) => ticketOf(key, row) === number);
	const here = fitting.filter(({ dateId }) => dateId === door.dateId);
	if (here.length > 1) throw refuse('ticket_twice');
	if (here[0]) return here[0].registrationId;
	throw refuse(fitting.length > 0 ? 'ticket_other_date' : 'ticket_unknown');
}
