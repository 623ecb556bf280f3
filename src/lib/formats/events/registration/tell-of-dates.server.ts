import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import { lockLine, lockTicketed, type Line } from './line.server.ts';
import { mailsAbout, readerColumns, type Occasion } from './mails.server.ts';
import { activeStates } from './states.ts';

/**
 * Tells everybody who registered for dates of an event that one was called off, takes place after all, begins at
 * another time or is in another place. Each row says what its reader knows, so it is harmless to repeat, and the housekeeping catches up.
 */
export async function tellOfDates(db: Db, eventId: string, at: At): Promise<void> {
	const lines = await db
		.selectFrom('eventDateQuotas')
		.select(['dateId', 'quotaKey'])
		.where('eventId', '=', eventId)
		.orderBy('dateId')
		.orderBy('quotaKey')
		.execute();
	for (const { dateId, quotaKey } of lines)
		await db.transaction().execute(async (trx) => {
			const date = await lockTicketed(trx, { eventId, dateId });
			await tellOfDate(trx, await lockLine(trx, date, quotaKey), at);
		});
}

/** The same for one line that is locked; nothing about what is over. */
export async function tellOfDate(
	trx: Trx,
	{ at, quotaKey }: Line,
	{ now, origin }: At
): Promise<void> {
	if (at.startsAt <= now) return;
	const isCancelled = at.dateState === 'cancelled';
	const rows = await trx
		.selectFrom('eventRegistrations')
		.select([...readerColumns, 'toldCancelled', 'toldStartsAt', 'toldElsewhere'])
		.where('dateId', '=', at.dateId)
		.where('quotaKey', '=', quotaKey)
		.where('state', 'in', activeStates)
		.where((eb) =>
			eb.or([
				eb('toldCancelled', '<>', isCancelled),
				eb('toldStartsAt', '<>', at.startsAt),
				eb('toldElsewhere', '<>', at.elsewhere)
			])
		)
		.execute();
	if (rows.length === 0) return;
	await trx
		.updateTable('eventRegistrations')
		.set({ toldCancelled: isCancelled, toldStartsAt: at.startsAt, toldElsewhere: at.elsewhere })
		.where(
			'id',
			'in',
			rows.map(({ id }) => id)
		)
		.execute();
	for (const row of rows) {
		const isMoved = row.toldStartsAt.getTime() !== at.startsAt.getTime();
		const occasion = occasionOf(row.toldCancelled, isCancelled, isMoved);
		if (occasion) await putAllInOutbox(trx, mailsAbout(occasion, at, [row], origin));
	}
}

/** A date that was called off and moved is called off; of one that is at another time every mail says where, too. */
function occasionOf(
	wasCancelled: boolean,
	isCancelled: boolean,
	isMoved: boolean
): Occasion | null {
	if (isCancelled) return wasCancelled ? null : 'dateCancelled';
	if (wasCancelled) return 'dateRestored';
	return isMoved ? 'dateMoved' : 'dateElsewhere';
}
