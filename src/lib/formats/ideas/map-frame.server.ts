import { boxOfCell } from '../../core/geo/cells.ts';
import { thinned } from '../../core/geo/thinned.ts';
import { polygonsOf } from '../../core/places/boundary.ts';
import { subtreeIds } from '../../core/places/reads.server.ts';
import { boxOf, type Box } from '../../core/places/within.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Config } from '../../platform/config.ts';
import { queryOf, type IdeaFilter } from './filter.ts';
import type { IdeaMap } from './map.server.ts';

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
	const level = 12;
	const cells = await db
		.selectFrom('ideaCells')
		.select('cell')
		.distinct()
		.where('activityId', '=', map.activityId)
		.where('level', '=', level)
		.execute();
	const boxes = cells.map(({ cell }) => boxOfCell(cell, level));
	const points = places.filter(({ lat }) => lat !== null);
	return boxes.length > 0 ? hull(boxes) : points.length > 0 ? hull(points.map(nearby)) : null;
}

const nearby = ({ lat, lng }: NamedPlace): Box => ({
	west: lng! - around,
	east: lng! + around,
	south: lat! - around,
	north: lat! + around
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
