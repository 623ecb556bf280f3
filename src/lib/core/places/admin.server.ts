import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { pictureOf } from './picture.ts';
import { placePermissions } from './permissions.ts';
import { allPlaces, boundaryOf, pathOf, type Place } from './reads.server.ts';

/**
 * Every place, and whether this actor keeps it.
 * @throws Refusal `forbidden` for somebody who keeps none
 */
export async function placesToKeep(
	db: Db,
	actor: Actor
): Promise<(Place & { mayChange: boolean })[]> {
	demand(placePermissions, actor, 'place.import', null);
	return (await allPlaces(db)).map((place) => ({
		...place,
		mayChange: can(placePermissions, actor, 'place.change', { placeId: place.id })
	}));
}

/**
 * One place for its edit form, with its outline as a picture.
 * @throws Refusal `forbidden`; `missing`
 */
export async function placeToKeep(db: Db, actor: Actor, placeId: string) {
	demand(placePermissions, actor, 'place.change', { placeId });
	const path = await pathOf(db, placeId);
	const place = path.at(-1);
	if (!place) throw new Refusal('missing', 'place_missing');
	return {
		place,
		path: path.map(({ id, name }) => ({ id, name })),
		picture: pictureOf(await boundaryOf(db, placeId), [])
	};
}
