import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { dateOf, holdDate, isLive, type DateRow } from '../dates/change-date.server.ts';
import { lockEvent, recordOfEvent, type EventRow } from '../event.server.ts';
import type { EventVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { sideOf } from '../take-step.server.ts';

export type AtDate = Readonly<{ eventId: string; dateId: string }>;

/** Reason code of what stands against documenting this date, or null. */
export function againstDocumenting(
	event: EventRow,
	{ state, startsAt }: Pick<DateRow, 'state' | 'startsAt'>,
	now: Date
): string | null {
	if (!isLive(event)) return 'not_possible_now';
	if (state === 'cancelled' || state === 'notHeld') return 'document_not_held';
	return startsAt > now ? 'document_too_early' : null;
}

/**
 * The event's row is locked, so that two who document one date at once wait for each other.
 * @throws Refusal not_allowed, event_unknown, date_unknown (404); document_too_early, document_not_held,
 *   not_possible_now (409)
 */
export async function lockDocumented(
	trx: Trx,
	actor: Actor,
	{ eventId, dateId }: AtDate,
	now: Date
): Promise<{ event: EventRow; date: DateRow }> {
	const event = await lockEvent(trx, eventId);
	demand(permissions, actor, 'document', event);
	const date = await dateOf(trx, eventId, dateId);
	const against = againstDocumenting(event, date, now);
	if (against) throw new Refusal('conflict', against);
	return { event, date };
}

/** The row that text, minutes and photos hang on; whoever documents a date says thereby that it took place. */
export async function beginDocumentation(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	date: DateRow
): Promise<void> {
	await trx
		.insertInto('eventDocumentations')
		.values({ dateId: date.id })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await holdDate(trx, actor, event, date);
}

/**
 * What its host shows the public holds at once; moderators see it until one has looked, as with every later change. What
 * a moderator looked at before carries an older revision.
 */
export async function tellOfDocumentation(
	trx: Trx,
	actor: Actor,
	{ event, date }: { event: EventRow; date: DateRow },
	verb: EventVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	if (sideOf(actor, event) === 'host')
		await trx
			.updateTable('events')
			.set({ changedSince: true, revision: sql<number>`revision + 1` })
			.where('id', '=', event.eventId)
			.execute();
	await recordOfEvent(trx, actor, event, verb, { date: date.localStart, ...detail });
}

/** How often text and minutes were saved; 0: never. */
export async function revisionOf(db: Db | Trx, dateId: string): Promise<number> {
	const row = await db
		.selectFrom('eventDocumentations')
		.select('revision')
		.where('dateId', '=', dateId)
		.executeTakeFirst();
	return row?.revision ?? 0;
}
