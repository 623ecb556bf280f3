import type { Db } from '../../../platform/db/database.server.ts';
import { recurrenceOf } from '../entry/content.ts';
import { contentRow } from '../entry/change-event.server.ts';
import { lockEvent } from '../event.server.ts';
import { keepDatesInStep } from './keep-in-step.server.ts';

/** Writes down the further dates of events that recur in a series without an end; called by the housekeeping. */
export async function goOnWithDates(db: Db, now: Date): Promise<void> {
	const recurring = await db
		.selectFrom('events as e')
		.innerJoin('eventSeries as s', 's.activityId', 'e.activityId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select('e.id')
		.where('e.state', '=', 'approved')
		.where('e.rule', 'is not', null)
		.where('s.lastDay', 'is', null)
		.where('y.status', 'in', ['announced', 'running'])
		.execute();
	for (const { id } of recurring)
		await db.transaction().execute(async (trx) => {
			const event = await lockEvent(trx, id);
			if (event.state !== 'approved') return;
			const recurrence = recurrenceOf(await contentRow(trx, id));
			await keepDatesInStep(trx, event, recurrence, { now, published: true });
		});
}
