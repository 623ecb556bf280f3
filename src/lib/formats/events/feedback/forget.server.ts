import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

/** Days after a date until words and codes go where nobody set up tickets. */
const otherwise = 30;

/** With the names of the guests: what was written, and the codes. How many chose which face stays. */
export async function forgetFeedback(db: Db, now: Date): Promise<void> {
	const due = sql`
		select d.id from event_dates d left join event_ticketing t on t.event_id = d.event_id
		where d.ends_at + make_interval(days => coalesce(t.forget_days, ${otherwise}::int)) < ${now}`;
	await sql`delete from event_feedback_codes where date_id in (${due})`.execute(db);
	await sql`update event_feedback set words = null
		where words is not null and date_id in (${due})`.execute(db);
}

/** The same at once for a series that is archived. */
export async function forgetFeedbackOf(trx: Trx, activityId: string): Promise<void> {
	const all = sql`select d.id from event_dates d join events e on e.id = d.event_id
		where e.activity_id = ${activityId}`;
	await sql`delete from event_feedback_codes where date_id in (${all})`.execute(trx);
	await sql`update event_feedback set words = null
		where words is not null and date_id in (${all})`.execute(trx);
}
