import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';

/** When a series is archived its photos go, and the minutes that stayed between host and office. What everybody could read stays. */
export async function forgetDocumentationOf(trx: Trx, activityId: string): Promise<void> {
	const all = sql`select d.id from event_dates d join events e on e.id = d.event_id
		where e.activity_id = ${activityId}`;
	await sql`delete from event_photos where date_id in (${all})`.execute(trx);
	await sql`delete from event_agreed_points a using event_documentations w
		where w.date_id = a.date_id and not w.minutes_public and w.date_id in (${all})`.execute(trx);
}
