import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { isElsewhere } from '../dates/where.server.ts';
import type { EventKind } from '../choices.ts';
import type { ProgrammeFilter } from './filter.ts';
import { conditionsOf, notOver, publicDates } from './public-dates.server.ts';

/** Where an event takes place; one with dates elsewhere has several. Without a point it stands below the map. */
export type EventSpot = Readonly<{
	number: number;
	title: Translated;
	kind: EventKind;
	lat: number | null;
	lng: number | null;
}>;

/**
 * The events of a programme by the spots at which they are: their own point, else the middle of their place. Of a date
 * that is elsewhere the place counts. The middle of a whole city is no place where somebody finds anything.
 */
export async function spotsOf(
	db: Db,
	activityId: string,
	filter: ProgrammeFilter,
	now: Date
): Promise<EventSpot[]> {
	const conditions = [...(await conditionsOf(db, filter)), ...notOver(filter, now)];
	const isHere = sql<boolean>`not ${isElsewhere} and e.lat is not null`;
	const middle = (side: 'lat' | 'lng') =>
		sql`case when p.kind <> 'city' then ${sql.ref(`p.${side}`)} end`;
	const rows = await publicDates(db, activityId)
		.where(({ and }) => and(conditions))
		.innerJoin('places as p', (join) =>
			join.on(sql<boolean>`p.id = coalesce(d.place_id, e.place_id)`)
		)
		.select(['e.number', 'e.title', 'e.kind'])
		.select([
			sql<number | null>`case when ${isHere} then e.lat else ${middle('lat')} end`.as('lat'),
			sql<number | null>`case when ${isHere} then e.lng else ${middle('lng')} end`.as('lng')
		])
		.distinct()
		.orderBy('e.number')
		.execute();
	return rows as EventSpot[];
}
