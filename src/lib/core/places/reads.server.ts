import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { placeKinds, type PlaceKind } from './kinds.ts';
import type { Boundary } from './boundary.ts';
import { isPlaceId } from './place-id.ts';

export type Place = Readonly<{
	id: string;
	name: string;
	kind: PlaceKind;
	parentId: string | null;
	lat: number | null;
	lng: number | null;
	structure: Readonly<Record<string, unknown>> | null;
	/** Order among its siblings, before the name. */
	position: number;
	hasBoundary: boolean;
}>;

const columns = [
	'id',
	'name',
	'kind',
	'parentId',
	'lat',
	'lng',
	'structure',
	'position',
	sql<boolean>`boundary is not null`.as('hasBoundary')
] as const;

/** Every place, outermost kinds first, siblings in their order. A city has hundreds, not millions. */
export async function allPlaces(db: Db): Promise<Place[]> {
	const rows = await db
		.selectFrom('places')
		.select(columns)
		.orderBy('position')
		.orderBy(sql`name collate "und-x-icu"`)
		.orderBy('id')
		.execute();
	const depth = (row: { kind: string }) => placeKinds.indexOf(row.kind as PlaceKind);
	return (rows as Place[]).sort((a, b) => depth(a) - depth(b));
}

/** The place and everything around it, outermost first; empty where there is no such place. */
export async function pathOf(db: Db, placeId: string): Promise<Place[]> {
	if (!isPlaceId(placeId)) return [];
	const rows = await db
		.withRecursive('around', (cte) =>
			cte
				.selectFrom('places')
				.select(['id', 'parentId', sql<number>`0`.as('steps')])
				.where('id', '=', placeId)
				.unionAll((next) =>
					next
						.selectFrom('places')
						.innerJoin('around', 'around.parentId', 'places.id')
						.select(['places.id', 'places.parentId', sql<number>`around.steps + 1`.as('steps')])
				)
		)
		.selectFrom('places')
		.innerJoin('around', 'around.id', 'places.id')
		.select([
			'places.id',
			'name',
			'kind',
			'places.parentId',
			'lat',
			'lng',
			'structure',
			'position',
			sql<boolean>`boundary is not null`.as('hasBoundary')
		])
		.orderBy('steps', 'desc')
		.execute();
	return rows as Place[];
}

/** The places and everything below them, each id once. */
export async function subtreeIds(db: Db | Trx, placeIds: readonly string[]): Promise<Set<string>> {
	const known = placeIds.filter(isPlaceId);
	if (known.length === 0) return new Set();
	const rows = await db
		.withRecursive('below', (cte) =>
			cte
				.selectFrom('places')
				.select('id')
				.where('id', 'in', known)
				.union((next) =>
					next
						.selectFrom('places')
						.innerJoin('below', 'below.id', 'places.parentId')
						.select('places.id')
				)
		)
		.selectFrom('below')
		.select('id')
		.execute();
	return new Set(rows.map(({ id }) => id));
}

/** The outline of one place, where somebody has imported one. */
export async function boundaryOf(db: Db | Trx, placeId: string): Promise<Boundary | null> {
	const row = await db
		.selectFrom('places')
		.select('boundary')
		.where('id', '=', placeId)
		.executeTakeFirst();
	return (row?.boundary ?? null) as Boundary | null;
}

/** What a place is called; null for none and for one that there is not. */
export async function nameOfPlace(db: Db | Trx, placeId: string | null): Promise<string | null> {
	if (placeId === null) return null;
	const row = await db
		.selectFrom('places')
		.select('name')
		.where('id', '=', placeId)
		.executeTakeFirst();
	return row?.name ?? null;
}
