import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { isPlaceId } from '../places/place-id.ts';
import { pathOf, subtreeIds } from '../places/reads.server.ts';

/** Where an organisation may offer something: its whole city; null where it belongs to no single place. */
export async function cityOf(db: Db, placeId: string | null): Promise<Set<string> | null> {
	const city = placeId === null ? null : await cityIdOf(db, placeId);
	return city ? subtreeIds(db, [city]) : null;
}

/**
 * An offer stands in the city of its organisation, so that nobody fills the list of another one.
 * @throws Refusal input_invalid at the field of the place
 */
export async function demandInCity(
	db: Db,
	organisation: Readonly<{ placeId: string | null }>,
	placeId: string
): Promise<void> {
	const city = isPlaceId(placeId) ? await cityIdOf(db, placeId) : null;
	if (!city) throw new Refusal('invalid', 'input_invalid', { placeId: 'unknown_choice' });
	if (organisation.placeId === null || city === (await cityIdOf(db, organisation.placeId))) return;
	throw new Refusal('invalid', 'input_invalid', { placeId: 'place_elsewhere' });
}

/** A place lies in exactly one city, the outermost of its path. */
const cityIdOf = async (db: Db, placeId: string): Promise<string | null> =>
	(await pathOf(db, placeId))[0]?.id ?? null;
