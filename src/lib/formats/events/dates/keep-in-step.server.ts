import { sql } from 'kysely';
import { occurrencesOf, type Recurrence } from '../../../platform/calendar/recurrence.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import type { EventRow } from '../event.server.ts';
import { isNeeded } from './needed.server.ts';
import { planDates, type DatePlan, type KeptDate, type Occurrence } from './plan.ts';

/** Dates of one event that are still to come, at most: a daily one for more than a year. */
export const mostDates = 400;
/** So many occurrences are counted from the first one on: a daily event for ten years. */
const mostCounted = 4000;
/** So far ahead the dates of a series without an end are written down; housekeeping goes on with them. */
const aheadDays = 400;

/** The last moment at which a date of the series may begin. */
export const windowEnd = ({ lastDay }: Pick<EventRow, 'lastDay'>, now: Date): Date =>
	lastDay === null
		? new Date(now.getTime() + aheadDays * 86_400_000)
		: fromLocal(`${lastDay}T23:59`)!;

export const datesIn = (
	recurrence: Recurrence,
	series: Pick<EventRow, 'lastDay'>,
	now: Date
): Occurrence[] => {
	const all = occurrencesOf(recurrence, { until: windowEnd(series, now), most: mostCounted });
	const past = all.filter(({ startsAt }) => startsAt <= now).length;
	return all.slice(0, past + mostDates);
};

/**
 * Lets the dates of an event follow its recurrence, as part of the use case that changed it and holds the event's row.
 * @param recurrence null: it has none any more
 */
export async function keepDatesInStep(
	trx: Trx,
	event: Pick<EventRow, 'eventId' | 'lastDay'>,
	recurrence: Recurrence | null,
	{ now, published }: { now: Date; published: boolean }
): Promise<void> {
	const wanted = recurrence ? datesIn(recurrence, event, now) : [];
	const plan = planDates(await keptDates(trx, event.eventId), wanted, { now, published });
	await carryOut(trx, event.eventId, plan);
}

async function keptDates(trx: Trx, eventId: string): Promise<KeptDate[]> {
	const rows = await trx
		.selectFrom('eventDates as d')
		.select(['d.id', 'd.localStart as local', 'd.startsAt', 'd.endsAt', 'd.state', 'd.cause'])
		.select(['d.moved', isNeeded.as('needed')])
		.where('d.eventId', '=', eventId)
		.execute();
	return rows as KeptDate[];
}

async function carryOut(trx: Trx, eventId: string, plan: DatePlan): Promise<void> {
	if (plan.remove.length > 0)
		await trx.deleteFrom('eventDates').where('id', 'in', plan.remove).execute();
	if (plan.cancel.length > 0)
		await trx
			.updateTable('eventDates')
			.set({ state: 'cancelled', cause: 'rule', sequence: sql<number>`sequence + 1` })
			.where('id', 'in', plan.cancel)
			.execute();
	for (const { id, to } of [...plan.retime, ...plan.revive])
		await trx
			.updateTable('eventDates')
			.set({ state: 'planned', cause: null, moved: false, sequence: sql<number>`sequence + 1` })
			.set({ startsAt: to.startsAt, endsAt: to.endsAt })
			.where('id', '=', id)
			.execute();
	if (plan.insert.length > 0)
		await trx
			.insertInto('eventDates')
			.values(
				plan.insert.map(({ local, startsAt, endsAt }) => ({
					eventId,
					localStart: local,
					startsAt,
					endsAt
				}))
			)
			.execute();
}
