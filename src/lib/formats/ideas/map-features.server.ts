import { sql } from 'kysely';
import { clustersOf, lastZoom, levelFor, type Cluster } from '../../core/geo/clusters.ts';
import {
	aroundCells,
	countInBox,
	countWholeCells,
	type Tally
} from '../../core/geo/count-in-box.ts';
import { boxText } from '../../core/geo/bbox.ts';
import { finestLevel, type Cell } from '../../core/geo/cells.ts';
import type { Box } from '../../core/places/within.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { queryOf, type IdeaFilter } from './filter.ts';
import type { IdeaMap } from './map.server.ts';
import { filteredCells, pinCounters } from './pin-counters.server.ts';
import { publicIdeas } from './public-ideas.server.ts';
import type { IdeaStatus } from './rules.ts';

/** A pin or a cluster of pins as a GeoJSON feature (RFC 7946). */
export type MapFeature = Readonly<{
	type: 'Feature';
	geometry: Readonly<{ type: 'Point'; coordinates: readonly [lng: number, lat: number] }>;
	properties: PinProperties | ClusterProperties;
}>;

export type PinProperties = Readonly<{
	number: number;
	title: string;
	/** Language of the title. */
	lang: string;
	/** Id of its category. */
	category: string;
	status: IdeaStatus;
	supports: number;
	/** Its page. */
	href: string;
}>;

export type ClusterProperties = Readonly<{
	count: number;
	/** What to show next: west, south, east, north. */
	bounds: readonly [number, number, number, number];
	/** The list of its ideas. */
	href: string;
}>;

/** What a view of the map shows. The counts of all features together are the pins in the box, exactly. */
export type MapView = Readonly<{ box: Box; total: number; features: readonly MapFeature[] }>;

/** From the last zoom on so many pins are given one by one, however wide the view; fuller spots stay a count. */
const mostPins = 150;

/** Which part of a map is looked at, and from how far. */
export type Viewport = Readonly<{
	/** Edges included. */
	box: Box;
	zoom: number;
	/** Count the cells that the box touches whole, so that the numbers stay while the map moves. */
	whole: boolean;
}>;

/** Pins where they are few, clusters where they are many. */
export async function mapView(
	db: Db,
	map: Pick<IdeaMap, 'activityId' | 'slug'>,
	filter: IdeaFilter,
	viewport: Viewport
): Promise<MapView> {
	const { zoom } = viewport;
	const level = levelFor(viewport.box, zoom);
	const box = viewport.whole ? aroundCells(viewport.box, level) : viewport.box;
	const tallies = await talliesOf(db, map.activityId, filter, { ...viewport, box }, level);
	const total = [...tallies.values()].reduce((sum, { pins }) => sum + pins, 0);
	const oneByOne = zoom >= lastZoom && (level === finestLevel || total <= mostPins);
	const few = oneByOne ? fewestFirst(tallies) : [];
	const rest = new Map([...tallies].filter(([cell]) => !few.includes(cell)));
	const clusters = clustersOf(rest, level, zoom);
	const many = clusters.filter(({ pins }) => pins > 1);
	const single = clusters.filter(({ pins }) => pins === 1).map(({ sumNumber }) => sumNumber);
	return {
		box,
		total,
		features: [
			...many.map((cluster) => clusterFeature(cluster, map.slug, filter)),
			...(single.length > 0 ? await pinsByNumber(db, map, single) : []),
			...(few.length > 0 ? await pinsInCells(db, map, { ...filter, box }, few, level) : [])
		]
	};
}

/** The cells whose pins are given one by one: as many as there is room for. */
function fewestFirst(tallies: ReadonlyMap<Cell, Tally>): Cell[] {
	let room = mostPins;
	return [...tallies]
		.sort(([, one], [, other]) => one.pins - other.pins)
		.filter(([, { pins }]) => (room -= pins) >= 0)
		.map(([cell]) => cell);
}

/** How many pins lie in each cell of a level, as far as they lie in the box. */
export async function talliesOf(
	db: Db,
	activityId: string,
	filter: IdeaFilter,
	{ box, whole }: Viewport,
	level: number
): Promise<ReadonlyMap<Cell, Tally>> {
	const countersKnow = filter.text === '' && filter.statuses.length === 0 && !filter.placeId;
	if (countersKnow) {
		const counters = pinCounters(db, activityId, filter.categories);
		return whole ? countWholeCells(counters, box, level) : countInBox(counters, box, level);
	}
	const cells = await filteredCells(db, activityId, filter, box, level);
	return new Map(cells.map((tally) => [tally.cell, tally]));
}

async function pinsByNumber(
	db: Db,
	{ activityId, slug }: Pick<IdeaMap, 'activityId' | 'slug'>,
	numbers: readonly number[]
): Promise<MapFeature[]> {
	const ideas = db
		.selectFrom('ideas as i')
		.where('i.activityId', '=', activityId)
		.where('i.number', 'in', numbers);
	return pinsOf(ideas, slug);
}

async function pinsInCells(
	db: Db,
	{ activityId, slug }: Pick<IdeaMap, 'activityId' | 'slug'>,
	filter: IdeaFilter,
	cells: readonly Cell[],
	level: number
): Promise<MapFeature[]> {
	const ideas = await publicIdeas(db, activityId, filter);
	const cell = sql`map_cell(i.lat, i.lng) >> ${2 * (finestLevel - level)}::integer`;
	return pinsOf(ideas.where(sql<boolean>`${cell} = any(${cells}::bigint[])`), slug);
}

/** A few columns of what `publicIdeas` or a look at numbers found, as features. */
async function pinsOf(
	ideas: Awaited<ReturnType<typeof publicIdeas>>,
	slug: string
): Promise<MapFeature[]> {
	const rows = await ideas
		.where('i.lat', 'is not', null)
		.select(['i.number', 'i.title', 'i.locale', 'i.categoryId', 'i.status', 'i.supports'])
		.select(['i.lat', 'i.lng'])
		.orderBy('i.number')
		.execute();
	return rows.map((row) => pinFeature(row, slug));
}

export type PinRow = Readonly<{
	number: number;
	title: string;
	locale: string;
	categoryId: string;
	status: string;
	supports: number;
	lat: number | null;
	lng: number | null;
}>;

export const pinFeature = (row: PinRow, slug: string): MapFeature =>
	pointFeature(row.lat!, row.lng!, {
		number: row.number,
		title: row.title,
		lang: row.locale,
		category: row.categoryId,
		status: row.status as IdeaStatus,
		supports: row.supports,
		href: `/ideas/${slug}/${row.number}`
	});

function clusterFeature(cluster: Cluster, slug: string, filter: IdeaFilter): MapFeature {
	const { west, south, east, north } = cluster.bounds;
	const box = boxText(cluster.bounds);
	const query = queryOf({ ...filter, box: undefined });
	return pointFeature(cluster.lat, cluster.lng, {
		count: cluster.pins,
		bounds: [degrees(west), degrees(south), degrees(east), degrees(north)],
		href: `/ideas/${slug}?${query.size > 0 ? `${query}&` : ''}bbox=${box}#list`
	});
}

const pointFeature = (
	lat: number,
	lng: number,
	properties: MapFeature['properties']
): MapFeature => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [degrees(lng), degrees(lat)] },
	properties
});

/** 0.1 m. */
const degrees = (value: number): number => Number(value.toFixed(6));
