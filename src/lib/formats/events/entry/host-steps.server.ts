import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { lockEvent, type EventRow } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep, type Seen } from '../take-step.server.ts';
import { contentRow, demandWhole } from './change-event.server.ts';
import { demandOpen } from './gate.server.ts';

/**
 * Hands a draft in.
 * @throws Refusal not_allowed, event_unknown; input_invalid with what is missing, no_dates (422); series_closed,
 *   only_invited, not_possible_now, changed_meanwhile (409)
 */
export async function submitEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	{ revision }: Seen,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'submit', event);
		await demandOpen(trx, event, event, now);
		await demandReady(trx, event);
		await takeStep(trx, actor, event, 'submit', { revision }, { submittedOn: localDay(now) });
	});
}

/** Whole, and with at least one date that is meant to take place. */
export async function demandReady(trx: Trx, { eventId }: EventRow): Promise<void> {
	demandWhole(await contentRow(trx, eventId));
	const planned = await trx
		.selectFrom('eventDates')
		.select('id')
		.where('eventId', '=', eventId)
		.where('state', '<>', 'cancelled')
		.limit(1)
		.executeTakeFirst();
	if (!planned) throw new Refusal('invalid', 'input_invalid', { starts: 'no_dates' });
}

/** Answers what the office asked, also after the last day for new events. @throws Refusal as `submitEvent` */
export async function answerQuery(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'submit', event);
		await demandReady(trx, event);
		await takeStep(trx, actor, event, 'answer', seen);
	});
}

/** Takes an event back that was not published yet. @throws Refusal not_allowed, not_possible_now, changed_meanwhile (409) */
export async function withdrawEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await takeStep(trx, actor, await lockEvent(trx, eventId), 'withdraw', seen);
	});
}
