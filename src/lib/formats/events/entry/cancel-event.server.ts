import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { tellHost } from '../review/tell-host.server.ts';
import type { At } from '../at.ts';
import { lockEvent, type EventRow } from '../event.server.ts';
import { sideOf, takeStep, type Seen } from '../take-step.server.ts';

/**
 * Calls a published event off: it stays visible as cancelled, so that nobody comes in vain. What took place, took place.
 * @throws Refusal not_allowed, event_unknown; reason_missing (422); not_possible_now, changed_meanwhile (409)
 */
export async function cancelEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await callOff(trx, actor, await lockEvent(trx, eventId), seen, at);
	});
}

/** The same as part of a use case that holds the event's row. */
export async function callOff(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	seen: Seen,
	{ now, origin }: At
): Promise<void> {
	const reason = await takeStep(trx, actor, event, 'cancel', seen);
	await trx
		.updateTable('eventDates')
		.set({ state: 'cancelled', cause: 'event', sequence: sql<number>`sequence + 1` })
		.where('eventId', '=', event.eventId)
		.where('state', '=', 'planned')
		.where('endsAt', '>', now)
		.execute();
	if (sideOf(actor, event) === 'office')
		await tellHost(trx, event, { what: 'cancelled', reason, origin });
}
