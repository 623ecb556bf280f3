import { simplified } from '../../../core/geo/simplified.ts';
import { picturesOf } from '../../../core/activities/pictures.server.ts';
import { polygonsOf, type Boundary } from '../../../core/places/boundary.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import { boxOf } from '../../../core/places/within.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import {
	mostCorners,
	mostPlaces,
	type Material,
	type QuestionArea
} from '../../../questions/material.ts';
import { questionType } from '../../../questions/registry.ts';

type Session = Readonly<{ activityId: string; placeId: string }>;
type Asked = Readonly<{ type: string; config: unknown }>;

/**
 * What there is to make questions of: the session's pictures, and its place with those below it as far as somebody
 * knows where they are.
 * @param asked a question that is changed: it keeps the area as it was, so that its ballots stay where they are
 */
export async function materialOf(db: Db, session: Session, asked?: Asked): Promise<Material> {
	const { areas } = await areasAt(db, session.placeId, asked);
	return { pictures: await picturesOf(db, session.activityId), areas };
}

/** The same where there is no session yet: only parts of the city. */
export async function areasAt(db: Db, placeId: string, asked?: Asked): Promise<Material> {
	const kept = asked ? questionType(asked.type).material(asked.config).areas : [];
	const known = await areasOf(db, placeId);
	const others = known.filter(({ id }) => !kept.some((area) => area.id === id));
	return { pictures: [], areas: [...kept, ...others] };
}

/** The same for a page that only lets somebody choose. */
export const offered = ({ pictures, areas }: Material): Material => ({
	pictures,
	areas: areas.map((area) => ({ ...area, outline: [], places: [] }))
});

type Known = Readonly<{
	id: string;
	name: string;
	lat: number | null;
	lng: number | null;
	boundary: Boundary | null;
}>;

/** The session's place and those below it, as far as somebody knows where they are. */
export async function areasOf(db: Db, placeId: string): Promise<QuestionArea[]> {
	const places = await db
		.selectFrom('places')
		.select(['id', 'name', 'lat', 'lng', 'boundary'])
		.$castTo<Known>()
		.where('id', 'in', [...(await subtreeIds(db, [placeId]))])
		.orderBy('name')
		.execute();
	const own = places.filter(({ id }) => id === placeId);
	const below = places.filter(({ id }) => id !== placeId);
	return [...own, ...below].flatMap((place) => areaOf(place, below));
}

/** A few hundred metres around a square that has no outline. */
const around = 0.004;

function areaOf({ id, name, lat, lng, boundary }: Known, below: readonly Known[]): QuestionArea[] {
	const box = boundary ? boxOf(boundary) : nearby(lat, lng);
	if (!box) return [];
	const places = below.flatMap((place) =>
		place.id !== id && place.lat !== null && place.lng !== null
			? [{ id: place.id, name: place.name, lat: place.lat, lng: place.lng }]
			: []
	);
	const isIn = (place: { lat: number; lng: number }) =>
		place.lng >= box.west &&
		place.lng <= box.east &&
		place.lat >= box.south &&
		place.lat <= box.north;
	return [
		{
			id,
			name,
			box: [box.west, box.south, box.east, box.north],
			outline: boundary ? simplified(polygonsOf(boundary).flat(), mostCorners) : [],
			places: places.filter(isIn).slice(0, mostPlaces)
		}
	];
}

function nearby(lat: number | null, lng: number | null) {
	if (lat === null || lng === null) return null;
	// As wide as high on the ground.
	const wide = around / Math.cos((lat * Math.PI) / 180);
	return { west: lng - wide, south: lat - around, east: lng + wide, north: lat + around };
}
