import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

/** Devices at the door that were without a network have told who came until then. Names are forgotten a day later at the earliest. */
const hoursAfter = 23;

/**
 * Copies the addresses of guests who agreed to be asked once more and had a place; where guests were checked in, of those
 * who came. Nothing leads from the copy to the registration, which forgets name, address and consent in its own time.
 */
export async function collectReaders(db: Db, now: Date): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { rows } = await sql<{ dateId: string }>`
			update event_followups f set collected = true from event_dates d
			where d.id = f.date_id and not f.collected and f.state = 'planned'
				and d.ends_at + make_interval(hours => ${hoursAfter}::int) < ${now}
			returning f.date_id as "dateId"`.execute(trx);
		const ids = rows.map(({ dateId }) => dateId);
		await sql`
			insert into event_followup_readers (date_id, email, locale)
			select distinct on (r.date_id, lower(r.email)) r.date_id, lower(r.email), r.locale
			from event_registrations r join event_dates d on d.id = r.date_id
			where r.date_id = any(${ids}::uuid[]) and r.ask_later and r.state = 'confirmed' and r.email is not null
				and d.state not in ('cancelled', 'notHeld')
				and (not exists (select from event_check_ins c where c.date_id = r.date_id and not c.taken_back)
					or exists (select from event_check_ins c where c.registration_id = r.id and not c.taken_back))
			order by r.date_id, lower(r.email), r.position`.execute(trx);
	});
}

/** Of a date that is still to come after all: who was there then is copied anew, of those who have agreed. */
export async function collectAgain(trx: Trx, dateId: string): Promise<void> {
	const again = await trx
		.updateTable('eventFollowups')
		.set({ collected: false })
		.where('dateId', '=', dateId)
		.where('state', '=', 'planned')
		.where('collected', '=', true)
		.executeTakeFirst();
	if (again.numUpdatedRows > 0n)
		await trx.deleteFrom('eventFollowupReaders').where('dateId', '=', dateId).execute();
}

/**
 * Forgets addresses of people who are not going to be asked: the date did not take place, or nobody opened the follow-up
 * until it would be over by itself.
 */
export async function forgetUnasked(db: Db, now: Date): Promise<void> {
	await sql`
		delete from event_followup_readers r using event_followups f, event_dates d
		where f.date_id = r.date_id and d.id = r.date_id and f.state = 'planned'
			and (d.state in ('cancelled', 'notHeld')
				or d.ends_at + make_interval(days => f.after_days + f.open_days) < ${now})`.execute(db);
}
