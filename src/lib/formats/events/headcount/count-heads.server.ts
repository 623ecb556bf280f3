import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { dateOf, holdDate, isLive, type DateRow } from '../dates/change-date.server.ts';
import { lockEvent, recordOfEvent, type EventRow } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { sideOf } from '../take-step.server.ts';
import { headcountInput, type HeadcountInput } from './schema.ts';

/** One date of an event, and how many counts of it whoever counts has seen. */
export type CountRef = Readonly<{ eventId: string; dateId: string; seen: number }>;

/**
 * Says how many people were at a date, without names; a planned date has thereby taken place. A second count replaces the
 * first and says why; both are kept.
 * @throws Refusal not_allowed, event_unknown, date_unknown (404); input_invalid with the reason at each field, of which
 *   reason_missing is for a correction and `ages_sum N` for a total that the ages contradict (422); count_too_early,
 *   count_of_cancelled, count_of_not_held, not_possible_now, counted_meanwhile (409)
 */
export async function countHeads(
	db: Db,
	actor: Actor,
	{ eventId, dateId, seen }: CountRef,
	given: HeadcountInput,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		// Two who count at once wait for each other here; the second then sees the first one's number.
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'countHeads', event);
		const date = await dateOf(trx, eventId, dateId);
		const against = againstCounting(event, date, now);
		if (against) throw new Refusal('conflict', against);
		const count = parse(headcountInput, given);
		const before = await countsOf(trx, dateId);
		if (before !== seen) throw new Refusal('conflict', 'counted_meanwhile');
		if (before > 0 && count.reason === '')
			throw new Refusal('invalid', 'input_invalid', { reason: 'reason_missing' });
		await keep(trx, actor, event, dateId, { ...count, reason: before > 0 ? count.reason : '' });
		await holdDate(trx, actor, event, date);
		await recordOfEvent(trx, actor, event, before > 0 ? 'headcountCorrected' : 'headsCounted', {
			date: date.localStart,
			people: count.people
		});
	});
}

/** Reason code of what stands against counting at this date, or null. */
export function againstCounting(
	event: EventRow,
	{ state, startsAt }: Pick<DateRow, 'state' | 'startsAt'>,
	now: Date
): string | null {
	if (!isLive(event)) return 'not_possible_now';
	if (state === 'cancelled') return 'count_of_cancelled';
	if (state === 'notHeld') return 'count_of_not_held';
	return startsAt > now ? 'count_too_early' : null;
}

async function countsOf(trx: Trx, dateId: string): Promise<number> {
	const { counts } = await trx
		.selectFrom('eventHeadcounts')
		.select(({ fn }) => fn.countAll<number>().as('counts'))
		.where('dateId', '=', dateId)
		.executeTakeFirstOrThrow();
	return counts;
}

type Count = Readonly<{ people: number; ages: object; reason: string }>;

async function keep(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	dateId: string,
	{ people, ages, reason }: Count
): Promise<void> {
	await trx
		.insertInto('eventHeadcounts')
		.values({
			dateId,
			people,
			ages: JSON.stringify(ages),
			reason,
			countedBy: actor.kind === 'account' ? actor.accountId : null,
			countedAs: sideOf(actor, event) === 'host' ? 'host' : 'office'
		})
		.execute();
}
