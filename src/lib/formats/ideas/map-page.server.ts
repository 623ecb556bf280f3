import { zoomFor } from '../../core/geo/bbox.ts';
import { pictureOf } from '../../core/places/picture.ts';
import type { Box } from '../../core/places/within.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { localDay } from '../../platform/local-time.ts';
import { densityLevel, densityOf } from './density.ts';
import { filterOf, isFiltered, noFilter, type IdeaFilter } from './filter.ts';
import { mapView, talliesOf } from './map-features.server.ts';
import { boxOfMap, mapFrame, placesOf } from './map-frame.server.ts';
import { publicMap, type IdeaMap } from './map.server.ts';
import { overdueIdeas } from './overdue.server.ts';
import { ideaCards, publicIdeas, type IdeaOrder } from './public-ideas.server.ts';
import { currentPhases } from './rules.ts';

const pageSize = 20;

/** How the map is looked at; the address says it. */
export type LookedAt = Readonly<{ query: URLSearchParams; page: number; now: Date }>;

/** Everything on the page of an idea map. @throws Refusal map_unknown (404) */
export async function mapPage(
	db: Db,
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	slug: string,
	{ query, page, now }: LookedAt
) {
	const { allowed, ...map } = await publicMap(db, slug, now);
	const filter = filterOf(query);
	const order: IdeaOrder = query.get('order') === 'support' ? 'support' : 'newest';
	const places = await placesOf(db, map);
	const { cards, total } = await ideaCards(db, map.activityId, filter, {
		order,
		page,
		size: pageSize
	});
	const all = isFiltered(filter) ? await countAll(db, map.activityId) : total;
	const box = map.layout === 'map' ? await boxOfMap(db, { ...map, allowed }, places) : null;
	const current = new Set(currentPhases(map.phases, now).map(({ id }) => id));
	return {
		map: {
			...map,
			area: null,
			phases: map.phases.map((one) => ({ ...one, current: current.has(one.id) }))
		},
		allowed: [...allowed],
		filter,
		filtered: isFiltered(filter),
		order,
		cards,
		total,
		all,
		page,
		pages: Math.max(1, Math.ceil(total / pageSize)),
		overdue: await overdueIdeas(db, map.activityId, localDay(now)),
		places: places.map(({ id, name }) => ({ id, name })),
		frame: box && mapFrame({ ...map, allowed }, box, places, config, filter),
		picture: box && (await pictured(db, map, filter, box)),
		density: box && query.get('view') === 'density' ? await density(db, map, filter, box) : null
	};
}

export type MapPage = Awaited<ReturnType<typeof mapPage>>;

async function countAll(db: Db, activityId: string): Promise<number> {
	const { all } = await (
		await publicIdeas(db, activityId, noFilter)
	)
		.select((eb) => eb.fn.countAll<number>().as('all'))
		.executeTakeFirstOrThrow();
	return all;
}

/** The map as a picture, for who has no JavaScript: the outline with clusters in it. */
async function pictured(db: Db, map: Omit<IdeaMap, 'allowed'>, filter: IdeaFilter, box: Box) {
	const viewport = { box, zoom: Math.max(0, zoomFor(box) - 1), whole: false };
	const { features, total } = await mapView(db, map, filter, viewport);
	const corners = [
		{ id: '', name: '', lat: box.north, lng: box.west },
		{ id: '', name: '', lat: box.south, lng: box.east }
	];
	const points = features.map(({ geometry, properties }, index) => ({
		id: String(index),
		name: String('count' in properties ? properties.count : 1),
		lng: geometry.coordinates[0],
		lat: geometry.coordinates[1]
	}));
	// Without an outline the corners keep the picture to scale.
	const picture = pictureOf(map.area, [...points, ...(map.area ? [] : corners)]);
	if (!picture) return null;
	return { ...picture, points: picture.points.filter(({ id }) => id !== ''), total };
}

async function density(db: Db, map: Omit<IdeaMap, 'allowed'>, filter: IdeaFilter, box: Box) {
	const level = densityLevel(box);
	const viewport = { box, zoom: 0, whole: false };
	return densityOf(await talliesOf(db, map.activityId, filter, viewport, level), level);
}
