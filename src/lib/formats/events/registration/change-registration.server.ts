import type { Updateable } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { EventRegistrations } from '../../../platform/db/tables.ts';
import { Refusal } from '../../../platform/errors.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import { refuseCheckedIn } from '../door/is-checked-in.server.ts';
import { permissions } from '../permissions.ts';
import { takesPlace } from './is-open.ts';
import { lineAgain, type Line } from './line.server.ts';
import { mailsAbout } from './mails.server.ts';
import { recordOfGuest } from './record.server.ts';
import { lockRegistration, type RegistrationRow } from './registration.server.ts';
import { settle } from './settle-line.server.ts';
import { isActive } from './states.ts';
import { leftFor } from './who-moves-up.ts';

/**
 * Gives places back: whoever is next in line is offered them.
 * @throws Refusal not_allowed, registration_unknown; not_possible_now (409) after the beginning, you_are_in (409)
 */
export async function cancelRegistration(
	db: Db,
	actor: Actor,
	registrationId: string,
	at: At
): Promise<void> {
	demand(permissions, actor, 'ownRegistration', { registrationId });
	await db.transaction().execute(async (trx) => {
		const { registration, line } = await lockRegistration(trx, registrationId);
		if (!isActive(registration.state) || line.at.startsAt <= at.now) throw notNow();
		await refuseCheckedIn(trx, registrationId);
		await update(trx, registration, { state: 'cancelled', offeredUntil: null });
		const { places } = registration;
		await recordOfGuest(trx, line.at, 'unregistered', { places, now: at.now });
		await settle(trx, await lineAgain(trx, line), at);
	});
}

/**
 * Takes the places that were offered.
 * @throws Refusal not_allowed, registration_unknown; offer_expired (410), not_possible_now (409)
 */
export async function acceptOffer(
	db: Db,
	actor: Actor,
	registrationId: string,
	at: At
): Promise<void> {
	demand(permissions, actor, 'ownRegistration', { registrationId });
	await db.transaction().execute(async (trx) => {
		const { registration, line } = await lockRegistration(trx, registrationId);
		const { state, offeredUntil, places } = registration;
		if (state === 'expired' || (offeredUntil !== null && offeredUntil <= at.now))
			throw new Refusal('gone', 'offer_expired');
		if (state !== 'offered' || !takesPlace(line.at, at.now)) throw notNow();
		const taken = { state: 'confirmed', offeredUntil: null } as const;
		await update(trx, registration, taken);
		const reader = { ...registration, ...taken, id: registrationId };
		await putAllInOutbox(trx, mailsAbout('confirmed', line.at, [reader], at.origin));
		await recordOfGuest(trx, line.at, 'offerAccepted', { places, now: at.now });
	});
}

/**
 * Changes the number of places. More are given only where they are free and nobody waits for them; whoever waits keeps
 * their turn and can only ask for fewer.
 * @throws Refusal not_allowed, registration_unknown; number_invalid, too_many_places (422); registration_full,
 *   not_more_while_waiting, you_are_in, not_possible_now (409)
 */
export async function changePlaces(
	db: Db,
	actor: Actor,
	registrationId: string,
	places: number,
	at: At
): Promise<void> {
	demand(permissions, actor, 'ownRegistration', { registrationId });
	await db.transaction().execute(async (trx) => {
		const { registration, line: found } = await lockRegistration(trx, registrationId);
		if (!Number.isSafeInteger(places) || places < 1) throw refusePlaces('number_invalid');
		if (places > (await mostPlaces(trx, registration))) throw refusePlaces('too_many_places');
		await refuseCheckedIn(trx, registrationId);
		const line = await settle(trx, found, at);
		refuseChange(registration, line, places, at);
		if (places === registration.places) return;
		await update(trx, registration, { places });
		await recordOfGuest(trx, line.at, 'placesChanged', { places, now: at.now });
		await settle(trx, await lineAgain(trx, line), at);
	});
}

function refuseChange(
	{ state, places: before }: RegistrationRow,
	line: Line,
	places: number,
	{ now }: At
): void {
	if (!takesPlace(line.at, now)) throw notNow();
	if (state !== 'confirmed' && state !== 'waiting') throw notNow();
	if (state === 'waiting' && places > before)
		throw new Refusal('conflict', 'not_more_while_waiting');
	if (state === 'confirmed' && places - before > leftFor(line, line.at.strictOrder))
		throw new Refusal('conflict', 'registration_full');
}

async function mostPlaces(trx: Trx, { kindId }: RegistrationRow): Promise<number> {
	const kind = await trx
		.selectFrom('eventTicketKinds')
		.select('mostPlaces')
		.where('id', '=', kindId)
		.executeTakeFirstOrThrow();
	return kind.mostPlaces;
}

const update = (
	trx: Trx,
	{ registrationId }: RegistrationRow,
	set: Updateable<EventRegistrations>
) => trx.updateTable('eventRegistrations').set(set).where('id', '=', registrationId).execute();

const notNow = () => new Refusal('conflict', 'not_possible_now');
const refusePlaces = (reason: string) => new Refusal('invalid', reason, { places: reason });
