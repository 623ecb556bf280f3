import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { questionTypes } from '../../../questions/registry.ts';

/**
 * When a series is archived nobody is asked any more: what is planned goes, what is open ends, and so do addresses, codes
 * and what people wrote in their own words. How many chose what stays.
 */
export async function forgetFollowUpsOf(trx: Trx, activityId: string): Promise<void> {
	const all = sql`select d.id from event_dates d join events e on e.id = d.event_id
		where e.activity_id = ${activityId}`;
	const written = questionTypes.filter(({ freeText }) => freeText).map(({ key }) => key);
	await sql`delete from event_followups where state = 'planned' and date_id in (${all})`.execute(
		trx
	);
	await sql`update event_followups
		set state = 'closed', closed_on = (opened_at + make_interval(days => open_days))::date
		where state = 'open' and date_id in (${all})`.execute(trx);
	await sql`delete from event_followup_readers where date_id in (${all})`.execute(trx);
	await sql`delete from event_followup_codes where date_id in (${all})`.execute(trx);
	await sql`delete from event_followup_replies r using event_followup_questions q
		where q.id = r.question_id and q.type = any(${written}::text[]) and r.date_id in (${all})`.execute(
		trx
	);
}
