import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';
import type { At } from '../at.ts';
import { forgetGuests } from './forget.server.ts';
import { lockLine, lockTicketed } from './line.server.ts';
import { remind } from './remind.server.ts';
import { settle } from './settle-line.server.ts';
import { tellOfDate } from './tell-of-dates.server.ts';

type Due = { eventId: string; dateId: string; quotaKey: number };

/**
 * What is due at the lines of all dates: offers expire, the next in line are asked, people hear of dates that were
 * called off or moved and are reminded, and in the end they are forgotten. Each line in a transaction of its own: one
 * that fails does not hold up the others.
 */
export async function tidyRegistrations(db: Db, at: At): Promise<void> {
	for (const line of await due(db, at.now)) {
		try {
			await bringUpToDate(db, line, at);
		} catch (error) {
			log.error({ date: line.dateId, err: error }, 'housekeeping of registrations failed');
		}
	}
	await forgetGuests(db, at.now);
}

export const bringUpToDate = (db: Db, { quotaKey, ...date }: Due, at: At): Promise<void> =>
	db.transaction().execute(async (trx) => {
		const line = await lockLine(trx, await lockTicketed(trx, date), quotaKey);
		await tellOfDate(trx, line, at);
		await remind(trx, line, at);
		await settle(trx, line, at);
	});

/** Lines of dates to come at which somebody has or waits for a place, and of those just begun at which somebody waits. */
async function due(db: Db, now: Date): Promise<Due[]> {
	const { rows } = await sql<Due>`
		select q.event_id as "eventId", q.date_id as "dateId", q.quota_key as "quotaKey"
		from event_date_quotas q join event_dates d on d.id = q.date_id
		where (d.ends_at > ${now} and q.confirmed > 0) or q.waiting > 0 or q.offered > 0
		order by q.date_id, q.quota_key`.execute(db);
	return rows;
}
