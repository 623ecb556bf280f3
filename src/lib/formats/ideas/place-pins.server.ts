import { sql } from 'kysely';
import { boundariesChangedAt, innermostPlaceWithin } from '../../core/places/innermost.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';

const batch = 5000;

/**
 * Places the pins of maps anew below which outlines came, changed or went since they were placed last: each pin belongs
 * to the innermost place whose outline is around it, else to the map's place. Part of the hourly housekeeping.
 */
export async function placePinsByOutlines(db: Db): Promise<void> {
	const maps = await db
		.selectFrom('ideaMaps as m')
		.innerJoin('activities as a', 'a.id', 'm.activityId')
		.select(['m.activityId', 'a.placeId', 'm.placedAt'])
		.execute();
	for (const { activityId, placeId, placedAt } of maps) {
		const changed = await boundariesChangedAt(db, placeId);
		if (!changed || changed <= new Date(placedAt)) continue;
		await db.transaction().execute((trx) => placePins(trx, activityId, placeId, changed));
	}
}

async function placePins(
	trx: Trx,
	activityId: string,
	placeId: string,
	changed: Date
): Promise<void> {
	const innermost = await innermostPlaceWithin(trx, placeId);
	for (let after = ''; ;) {
		const pins = await pinsAfter(trx, activityId, after);
		const last = pins.at(-1);
		if (!last) break;
		after = last.id;
		const moved = pins
			.map(({ id, lat, lng, placeId: before }) => {
				return { id, before, placeId: innermost([lng!, lat!]) ?? placeId };
			})
			.filter((pin) => pin.placeId !== pin.before);
		if (moved.length > 0) await movePins(trx, moved);
	}
	// Not now(): an outline that came while this ran is seen in the next hour.
	await trx
		.updateTable('ideaMaps')
		.set({ placedAt: changed.toISOString() })
		.where('activityId', '=', activityId)
		.execute();
}

const pinsAfter = (trx: Trx, activityId: string, after: string) =>
	trx
		.selectFrom('ideas')
		.select(['id', 'lat', 'lng', 'placeId'])
		.where('activityId', '=', activityId)
		.where('whereabouts', '=', 'pin')
		.$if(after !== '', (query) => query.where('id', '>', after))
		.orderBy('id')
		.limit(batch)
		.execute();

async function movePins(trx: Trx, moved: readonly { id: string; placeId: string }[]) {
	await sql`
		update ideas i set place_id = m.place_id
		from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map((pin) => pin.placeId)}::text[])
			as m (id, place_id)
		where i.id = m.id`.execute(trx);
}
