import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import type { Boundary, LngLat } from './boundary.ts';
import { boxOf, isWithin, type Box } from './within.ts';

/** Tells the innermost place that a point lies in; null outside of all outlines. */
export type InnermostPlace = (point: LngLat) => string | null;

type Outline = Readonly<{ id: string; depth: number; boundary: Boundary; box: Box }>;

/**
 * Reads the outlines of a place and of all places below it, to ask about any number of points. The place with an
 * outline around the point that lies deepest in the tree wins; where two of the same depth overlap, the one whose id
 * comes first. Places without an outline are never guessed: the nearest one is not the one that somebody is in.
 */
export async function innermostPlaceWithin(db: Db | Trx, placeId: string): Promise<InnermostPlace> {
	const outlines = await outlinesBelow(db, placeId);
	return (point) =>
		outlines.find(({ boundary, box }) => inBox(box, point) && isWithin(boundary, point))?.id ??
		null;
}

/** Deepest first. */
async function outlinesBelow(db: Db | Trx, placeId: string): Promise<Outline[]> {
	const rows = await db
		.withRecursive('below', (cte) =>
			cte
				.selectFrom('places')
				.select(['id', sql<number>`0`.as('depth')])
				.where('id', '=', placeId)
				.unionAll((next) =>
					next
						.selectFrom('places')
						.innerJoin('below', 'below.id', 'places.parentId')
						.select(['places.id', sql<number>`below.depth + 1`.as('depth')])
				)
		)
		.selectFrom('below')
		.innerJoin('places', 'places.id', 'below.id')
		.select(['below.id', 'below.depth', 'places.boundary'])
		.where('places.boundary', 'is not', null)
		.orderBy('below.depth', 'desc')
		.orderBy('below.id')
		.execute();
	return rows.map(({ boundary: stored, ...row }) => {
		const boundary = stored as unknown as Boundary;
		return { ...row, boundary, box: boxOf(boundary) };
	});
}

const inBox = ({ west, east, south, north }: Box, [lng, lat]: LngLat): boolean =>
	lng >= west && lng <= east && lat >= south && lat <= north;

/** When an outline of this place or of one below it last came, changed or went; null: never since that is kept. */
export async function boundariesChangedAt(db: Db | Trx, placeId: string): Promise<Date | null> {
	const { rows } = await sql<{ at: Date | null }>`
		with recursive below as (
			select id, bounded_at from places where id = ${placeId}
			union all
			select p.id, p.bounded_at from places p join below b on b.id = p.parent_id
		)
		select max(bounded_at) as at from below`.execute(db);
	return rows[0]?.at ?? null;
}
