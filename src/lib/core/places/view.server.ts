import type { Db } from '../../platform/db/database.server.ts';
import { pictureOf } from './picture.ts';
import { allPlaces, boundaryOf, pathOf, type Place } from './reads.server.ts';

/** What the page of a place shows of the place itself; null where there is none. */
export async function viewPlace(db: Db, placeId: string) {
	const path = await pathOf(db, placeId);
	const place = path.at(-1);
	if (!place) return null;
	const places = await allPlaces(db);
	const below = (outer: Place) => places.filter(({ parentId }) => parentId === outer.id);
	const parts = below(place);
	const boundary = await boundaryOf(db, place.id);
	// A square alone is a point without a map: it is shown among its neighbours.
	const alone = parts.length === 0 && !boundary;
	const frame = alone ? (path.at(-2) ?? place) : place;
	return {
		place: { id: place.id, name: place.name, kind: place.kind },
		path: path.map(({ id, name }) => ({ id, name })),
		parts: parts.map(({ id, name, kind }) => ({ id, name, kind })),
		/** Name of what the picture shows. */
		pictured: frame.name,
		picture: alone
			? pictureOf(await boundaryOf(db, frame.id), below(frame))
			: pictureOf(boundary, parts.length > 0 ? parts : [place])
	};
}
