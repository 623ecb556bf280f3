import { boxOfCell } from '../../core/geo/cells.ts';
import { thinned } from '../../core/geo/thinned.ts';
import { polygonsOf } from '../../core/places/boundary.ts';
import { subtreeIds } from '../../core/places/reads.server.ts';
import { boxOf, type Box } from '../../core/places/within.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { noFilter, queryOf, type IdeaFilter } from './filter.ts';
import { mapOf, type IdeaMap } from './map.server.ts';

/** A few hundred metres around a square that has no outline. */
const around = 0.006;

/** A place with a name, to choose or to find one's way by. */
export type NamedPlace = Readonly<{
	id: string;
	name: string;
	lat: number | null;
	lng: number | null;
}>;

/** The place of a map and those below it. */
export async function placesOf(
	db: Db,
	{ placeId }: Pick<IdeaMap, 'placeId'>
): Promise<NamedPlace[]> {
	return db
		.selectFrom('places')
		.select(['id', 'name', 'lat', 'lng'])
		.where('id', 'in', [...(await subtreeIds(db, [placeId]))])
		.orderBy('name')
		.execute();
}

/** What the whole map shows: its area, else where its pins are, else around its place; null where nothing is known. */
export async function boxOfMap(
	db: Db,
	map: IdeaMap,
	places: readonly NamedPlace[]
): Promise<Box | null> {
	if (map.area) return boxOf(map.area);
	const cells = await cellsWithPins(db, map.activityId);
	if (cells.length > 0) return hull([...cells, nearby(middleOf(hull(cells)))]);
	const points = places.filter(({ lat }) => lat !== null);
	return points.length > 0 ? hull(points.map(({ lat, lng }) => nearby([lat!, lng!]))) : null;
}

/** Finer cells as long as they are few: those of level 12 are 6 km wide, those of level 20 are 24 m. */
async function cellsWithPins(db: Db, activityId: string): Promise<Box[]> {
	let boxes: Box[] = [];
	for (const level of [12, 16, 20]) {
		const cells = await db
			.selectFrom('ideaCells')
			.select('cell')
			.distinct()
			.where('activityId', '=', activityId)
			.where('level', '=', level)
			.execute();
		boxes = cells.map(({ cell }) => boxOfCell(cell, level));
		if (boxes.length > 50) break;
	}
	return boxes;
}

const middleOf = ({ south, north, west, east }: Box) =>
	[(south + north) / 2, (west + east) / 2] as const;

const nearby = ([lat, lng]: readonly [number, number]): Box => ({
	west: lng - around,
	east: lng + around,
	south: lat - around,
	north: lat + around
});

const hull = (boxes: readonly Box[]): Box => ({
	west: Math.min(...boxes.map(({ west }) => west)),
	south: Math.min(...boxes.map(({ south }) => south)),
	east: Math.max(...boxes.map(({ east }) => east)),
	north: Math.max(...boxes.map(({ north }) => north))
});

/** What the map on the page is told: see `MapConfig` in ui/map. */
export function mapFrame(
	map: IdeaMap,
	box: Box,
	places: readonly NamedPlace[],
	{ tileUrl, tileAttribution }: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	filter: IdeaFilter
) {
	const query = queryOf({ ...filter, box: undefined });
	return {
		box: [box.west, box.south, box.east, box.north] as const,
		outline: map.area ? polygonsOf(map.area).flat().map(thinned) : [],
		features: `/api/v1/ideas/${map.slug}.geojson${query.size > 0 ? `?${query}` : ''}`,
		tiles: tileUrl ? '/tiles/{z}/{x}/{y}' : '',
		attribution: tileAttribution,
		places: places.flatMap(({ name, lat, lng }) =>
			lat === null || lng === null ? [] : [{ name, lat, lng }]
		)
	};
}

/** The map on which staff draw the area, over the outline of the place as long as it has none of its own; null where nobody knows what part of the world to show. */
export async function frameToDraw(
	db: Db,
	activityId: string,
	{ config, clock }: Readonly<{ config: Config; clock: Clock }>,
	hasOwn: boolean
) {
	const map = await mapOf(db, activityId, clock());
	const places = await placesOf(db, map);
	const box = await boxOfMap(db, map, places);
	if (!box) return null;
	const frame = mapFrame(map, box, places, config, noFilter);
	return { ...frame, outline: hasOwn ? [] : frame.outline, features: '' };
}
