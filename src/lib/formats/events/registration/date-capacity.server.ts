import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { At } from '../at.ts';
import { lockEvent, recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { lineAgain, lockLine, lockTicketed, type Line } from './line.server.ts';
import { refuseLate } from './refuse-late.ts';
import { ticketLimits } from './schema.ts';
import { settle } from './settle-line.server.ts';

/** A quota at one date. */
export type QuotaAt = Readonly<{ eventId: string; dateId: string; quotaKey: number }>;

/**
 * Gives a quota another capacity at one date to come, a larger room for example; null: as usual again. What is gained is
 * offered at once to those who wait.
 * @throws Refusal not_allowed, event_unknown, date_unknown (404); input_invalid with the reason at the capacity, of which
 *   `quota_taken N` says how many places are taken, quota_unknown (422); not_possible_now (409)
 */
export async function setCapacityOfDate(
	db: Db,
	actor: Actor,
	which: QuotaAt,
	capacity: number | null,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		// Nobody registers meanwhile: they share this lock.
		const event = await lockEvent(trx, which.eventId);
		demand(permissions, actor, 'setUpTickets', event);
		refuseLate(event);
		const date = await lockTicketed(trx, which);
		if (date.startsAt <= at.now || date.dateState !== 'planned')
			throw new Refusal('conflict', 'not_possible_now');
		const usual = await usualCapacity(trx, which);
		const wanted = fitting(capacity ?? usual);
		const line = await settle(trx, await lockLine(trx, date, which.quotaKey), at);
		refuseTaken(line, wanted);
		await keep(trx, which, wanted, capacity !== null);
		const detail = {
			date: date.startsAt.toISOString(),
			quota: which.quotaKey,
			capacity: wanted
		};
		await recordOfEvent(trx, actor, event, 'capacitySet', detail);
		await settle(trx, await lineAgain(trx, line), at);
		if (capacity === null) await dropUnused(trx, which);
	});
}

function fitting(capacity: number): number {
	if (!Number.isSafeInteger(capacity)) throw refuse('number_invalid');
	if (capacity < 0 || capacity > ticketLimits.capacity) throw refuse('out_of_range');
	return capacity;
}

const refuse = (reason: string) => new Refusal('invalid', 'input_invalid', { capacity: reason });

async function usualCapacity(trx: Trx, { eventId, quotaKey }: QuotaAt): Promise<number> {
	const quotas = await trx
		.selectFrom('eventQuotas')
		.select(['key', 'capacity'])
		.where('eventId', '=', eventId)
		.execute();
	const quota = quotas.find(({ key }) => key === quotaKey);
	if (!quota) throw new Refusal('invalid', 'input_invalid', { quotaKey: 'quota_unknown' });
	return quota.capacity;
}

function refuseTaken({ confirmed, offered }: Line, capacity: number): void {
	const taken = confirmed + offered;
	if (capacity < taken) throw refuse(`quota_taken ${taken}`);
}

const keep = (trx: Trx, { dateId, quotaKey }: QuotaAt, capacity: number, ownCapacity: boolean) =>
	trx
		.updateTable('eventDateQuotas')
		.set({ capacity, ownCapacity })
		.where('dateId', '=', dateId)
		.where('quotaKey', '=', quotaKey)
		.execute();

/** A date at which nobody ever registered and nothing is special any more is like all others. */
async function dropUnused(trx: Trx, { dateId, quotaKey }: QuotaAt): Promise<void> {
	await sql`
		delete from event_date_quotas q where q.date_id = ${dateId} and q.quota_key = ${quotaKey}
			and not exists (select from event_registrations r
				where r.date_id = q.date_id and r.quota_key = q.quota_key)`.execute(trx);
}
