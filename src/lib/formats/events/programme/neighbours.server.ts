import { sql } from 'kysely';
import { allPlaces, type Place } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { ProgrammeFilter } from './filter.ts';
import { conditionsOf, notOver, publicDates } from './public-dates.server.ts';

/** A place nearby in which the same filter finds something. */
export type Neighbour = Readonly<{ placeId: string; name: string; total: number }>;

/**
 * Where there is something when there is nothing in the chosen place: in the places beside it, else in those beside what
 * it lies in, and so on outwards. Empty without a place, and where there is nothing in the whole city.
 */
export async function neighboursOf(
	db: Db,
	activityId: string,
	filter: ProgrammeFilter,
	now: Date
): Promise<Neighbour[]> {
	if (filter.placeId === null) return [];
	const elsewhere = { ...filter, placeId: null };
	const conditions = [...(await conditionsOf(db, elsewhere)), ...notOver(filter, now)];
	const counts = await publicDates(db, activityId)
		.where(({ and }) => and(conditions))
		.select([
			sql<string>`coalesce(d.place_id, e.place_id)`.as('placeId'),
			sql<number>`count(*)::int`.as('total')
		])
		.groupBy(sql`1`)
		.execute();
	if (counts.length === 0) return [];
	return nearest(await allPlaces(db), counts, filter.placeId);
}

type Counts = readonly Readonly<{ placeId: string; total: number }>[];

/** @param counts of places themselves, without what lies below them */
export function nearest(
	places: readonly Pick<Place, 'id' | 'name' | 'parentId'>[],
	counts: Counts,
	placeId: string
): Neighbour[] {
	const byId = new Map(places.map((place) => [place.id, place]));
	const totals = withAllBelow(byId, counts);
	for (let here = byId.get(placeId); here?.parentId; here = byId.get(here.parentId)) {
		const { id, parentId } = here;
		const beside = places
			.filter((place) => place.parentId === parentId && place.id !== id && totals.has(place.id))
			.map((place) => ({ placeId: place.id, name: place.name, total: totals.get(place.id)! }));
		if (beside.length > 0) return beside;
		// Only for all of it: its parent counts alone, as what is written down for a whole district.
		const around = counts.find((count) => count.placeId === parentId);
		if (around) return [{ placeId: parentId, name: byId.get(parentId)!.name, total: around.total }];
	}
	return [];
}

function withAllBelow(
	byId: ReadonlyMap<string, Pick<Place, 'parentId'>>,
	counts: Counts
): Map<string, number> {
	const totals = new Map<string, number>();
	for (const { placeId, total } of counts)
		for (let id: string | null = placeId; id; id = byId.get(id)?.parentId ?? null)
			totals.set(id, (totals.get(id) ?? 0) + total);
	return totals;
}
