import type { Trx } from '../../../platform/db/database.server.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import { takesPlace } from './is-open.ts';
import type { Line } from './line.server.ts';
import { mailsAbout, readerColumns } from './mails.server.ts';

/** Reminds those who have places at a date that begins soon, once. */
export async function remind(trx: Trx, { at, quotaKey }: Line, { now, origin }: At): Promise<void> {
	if (at.reminderHours === null || !takesPlace(at, now)) return;
	if (now.getTime() < at.startsAt.getTime() - at.reminderHours * 3_600_000) return;
	const reminded = await trx
		.updateTable('eventRegistrations')
		.set({ reminded: true })
		.where('dateId', '=', at.dateId)
		.where('quotaKey', '=', quotaKey)
		.where('state', '=', 'confirmed')
		.where('reminded', '=', false)
		.returning(readerColumns)
		.execute();
	await putAllInOutbox(trx, mailsAbout('reminder', at, reminded, origin));
}
