import { placeChoices, type PlaceChoice } from '../../core/activities/choices.server.ts';
import { pathOf, subtreeIds } from '../../core/places/reads.server.ts';
import type { Db } from '../../platform/db/database.server.ts';

/** Events of a series may lie anywhere in its city. */
export async function placesOfCity(db: Db, placeId: string): Promise<PlaceChoice[]> {
	const [city] = await pathOf(db, placeId);
	return placeChoices(db, [...(await subtreeIds(db, [city?.id ?? placeId]))]);
}
