import type { Trx } from '../../../platform/db/database.server.ts';
import type { At } from '../at.ts';
import { lockLine, lockTicketed } from './line.server.ts';
import { settle } from './settle-line.server.ts';

/** Offers what has become free in the lines of an event; whoever sets up tickets holds the event's row. */
export async function settleLines(trx: Trx, eventId: string, at: At): Promise<void> {
	const lines = await trx
		.selectFrom('eventDateQuotas')
		.select(['dateId', 'quotaKey'])
		.where('eventId', '=', eventId)
		.where((eb) => eb.or([eb('waiting', '>', 0), eb('offered', '>', 0)]))
		.orderBy('dateId')
		.orderBy('quotaKey')
		.execute();
	for (const { dateId, quotaKey } of lines) {
		const date = await lockTicketed(trx, { eventId, dateId });
		await settle(trx, await lockLine(trx, date, quotaKey), at);
	}
}
