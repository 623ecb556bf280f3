import { sql } from 'kysely';
import type { LngLat } from '../../../core/places/boundary.ts';
import { polygonsOf } from '../../../core/places/boundary.ts';
import { pathOf, projectionOf, width } from '../../../core/places/picture.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { IdeaFilter } from '../filter.ts';
import type { IdeaMap } from '../map.server.ts';
import { publicIdeas } from '../public-ideas.server.ts';

/** A map without tiles: the outline of the area and dots where ideas are, larger where there are more. */
export type IdeaPicture = Readonly<{
	width: number;
	height: number;
	outline: string | null;
	dots: readonly Readonly<{ x: number; y: number; r: number }>[];
	/** Ideas that have a point. */
	ideas: number;
}>;

/** More are not told apart on a picture of this size. */
const mostDots = 1500;
/** Decimals of a degree that ideas are put together by: about eleven metres. */
const decimals = 4;

/** Null where there is nothing to draw. */
export async function ideaPicture(
	db: Db,
	map: IdeaMap,
	filter: IdeaFilter
): Promise<IdeaPicture | null> {
	const points = await pointsOf(db, map, filter);
	const rings = map.area ? polygonsOf(map.area).flat() : [];
	const all: LngLat[] = [...rings.flat(), ...points.map(({ lng, lat }): LngLat => [lng, lat])];
	if (all.length < 3) return null;
	const { height, project } = projectionOf(all);
	return {
		width,
		height,
		outline: rings.length > 0 ? rings.map((ring) => pathOf(ring.map(project))).join('') : null,
		dots: points.map(({ lng, lat, ideas }) => ({
			...project([lng, lat]),
			r: Math.round(Math.min(9, 2.2 + Math.sqrt(ideas)) * 10) / 10
		})),
		ideas: points.reduce((sum, { ideas }) => sum + ideas, 0)
	};
}

async function pointsOf(db: Db, map: IdeaMap, filter: IdeaFilter) {
	const ideas = await publicIdeas(db, map.activityId, filter);
	return ideas
		.select([
			sql<number>`round(i.lat::numeric, ${sql.lit(decimals)})::float8`.as('lat'),
			sql<number>`round(i.lng::numeric, ${sql.lit(decimals)})::float8`.as('lng'),
			sql<number>`count(*)::integer`.as('ideas')
		])
		.where('i.lat', 'is not', null)
		.groupBy([sql`1`, sql`2`])
		.orderBy('ideas', 'desc')
		.limit(mostDots)
		.execute();
}

/** The picture as a file of its own, for print: colours that stand on white paper. */
export function svgOf({ width, height, outline, dots }: IdeaPicture): string {
	const area = outline
		? `<path d="${outline}" fill="#e2eee6" stroke="#123d30" stroke-width="1.2" fill-rule="evenodd"/>`
		: '';
	const circles = dots.map(({ x, y, r }) => `<circle cx="${x}" cy="${y}" r="${r}"/>`).join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${area}<g fill="#a5471f" fill-opacity="0.75" stroke="#ffffff" stroke-width="0.6">${circles}</g></svg>`;
}
