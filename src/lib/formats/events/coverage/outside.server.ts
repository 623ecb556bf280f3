import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Series } from '../series/series.server.ts';
import type { Board } from './board.ts';

/** An event that no row of the board counts. */
export type OutsideEvent = Readonly<{ number: number; title: Translated; placeName: string }>;

/** Events of which a date lies in none of the board's places: for the whole city, or in a district that nobody has entered. */
export async function outsideOf(
	db: Db,
	{ activityId }: Series,
	{ rows: places }: Board
): Promise<OutsideEvent[]> {
	const ids = places.map(({ id }) => id);
	const { rows } = await sql<OutsideEvent>`
		with recursive below (id) as (
			select id from places where id = any(${ids}::text[])
			union
			select p.id from places p join below b on p.parent_id = b.id
		)
		select distinct on (e.number) e.number, e.title, p.name as "placeName"
		from events e join event_dates d on d.event_id = e.id
			join places p on p.id = coalesce(d.place_id, e.place_id)
		where e.activity_id = ${activityId} and e.state in ('approved', 'submitted', 'queried')
			and d.state in ('planned', 'held') and p.id not in (select id from below)
		order by e.number, p.name`.execute(db);
	return rows;
}
