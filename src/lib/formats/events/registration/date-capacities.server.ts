import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';

/** A date to come with the places that there are. */
export type DateCapacity = Readonly<{
	dateId: string;
	startsAt: Date;
	quotas: readonly Readonly<{ key: number; capacity: number; usual: number; own: boolean }>[];
}>;

/** For whoever sets up tickets: the dates to come of an event. */
export async function dateCapacities(db: Db, eventId: string, now: Date): Promise<DateCapacity[]> {
	const { rows } = await sql<DateCapacity>`
		select d.id as "dateId", d.starts_at as "startsAt", jsonb_agg(jsonb_build_object(
			'key', u.key, 'usual', u.capacity, 'capacity', coalesce(q.capacity, u.capacity),
			'own', coalesce(q.own_capacity, false)) order by u.key) as quotas
		from event_dates d join event_quotas u on u.event_id = d.event_id
		left join event_date_quotas q on q.date_id = d.id and q.quota_key = u.key
		where d.event_id = ${eventId} and d.state = 'planned' and d.starts_at > ${now}
		group by d.id order by d.starts_at, d.id`.execute(db);
	return rows;
}
