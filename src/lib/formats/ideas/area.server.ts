import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Boundary, LngLat } from '../../core/places/boundary.ts';
import { boundaryOf, pathOf } from '../../core/places/reads.server.ts';
import { boxOf, isWithin } from '../../core/places/within.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { mapSubject, recordOf } from './map.server.ts';
import { permissions } from './permissions.ts';

/** What the page of the area starts from. */
export type AreaNow = Readonly<{
	/** Drawn or uploaded for this map; null: the outline of its place counts. */
	own: Boundary | null;
	ofPlace: Boundary | null;
	/** Middle of what is known, to tell swapped coordinates. */
	near: LngLat | null;
}>;

/** @throws Refusal map_unknown (404) */
export async function readArea(db: Db, actor: Actor, activityId: string): Promise<AreaNow> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'edit', map);
	const row = await db
		.selectFrom('ideaMaps')
		.select('area')
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const own = row.area as Boundary | null;
	const ofPlace = await boundaryOf(db, map.placeId);
	const known = ofPlace ?? own;
	return { own, ofPlace, near: known ? middleOf(known) : await pointOf(db, map.placeId) };
}

function middleOf(boundary: Boundary): LngLat {
	const { west, south, east, north } = boxOf(boundary);
	return [(west + east) / 2, (south + north) / 2];
}

/** The point of the place, else of what lies around it. */
async function pointOf(db: Db, placeId: string): Promise<LngLat | null> {
	const path = await pathOf(db, placeId);
	const known = path.findLast(({ lat, lng }) => lat !== null && lng !== null);
	return known ? [known.lng!, known.lat!] : null;
}

/** Ideas that would lie outside an area, by number; withdrawn ones do not count. */
export async function ideasOutside(
	db: Db | Trx,
	activityId: string,
	area: Boundary | null
): Promise<number[]> {
	if (!area) return [];
	const rows = await db
		.selectFrom('ideas')
		.select(['number', 'lat', 'lng'])
		.where('activityId', '=', activityId)
		.where('whereabouts', '=', 'pin')
		.where('visibility', '<>', 'withdrawn')
		.orderBy('number')
		.execute();
	return rows.filter(({ lat, lng }) => !isWithin(area, [lng!, lat!])).map(({ number }) => number);
}

/**
 * Sets within which area pins may lie from now on; null takes the outline of the place. Ideas outside stay where they
 * are: the one who sets it has been told how many there are.
 * @param agreed how many ideas outside the one who confirmed was told about
 * @throws Refusal archived, outside_changed (409): meanwhile there are others
 */
export async function setArea(
	db: Db,
	actor: Actor,
	activityId: string,
	area: Boundary | null,
	agreed: number
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'edit', map);
	await db.transaction().execute(async (trx) => {
		const { status } = await trx
			.selectFrom('activities')
			.select('status')
			.where('id', '=', activityId)
			.forUpdate()
			.executeTakeFirstOrThrow();
		if (status === 'archived') throw new Refusal('conflict', 'archived');
		const counts = area ?? (await boundaryOf(trx, map.placeId));
		const outside = await ideasOutside(trx, activityId, counts);
		if (outside.length !== agreed) throw new Refusal('conflict', 'outside_changed');
		await trx
			.updateTable('ideaMaps')
			.set({ area: area && JSON.stringify(area) })
			.where('activityId', '=', activityId)
			.execute();
		await recordOf(trx, actor, map, 'areaSet', { own: area !== null, outside: outside.length });
	});
}
