import type { Db } from '../../platform/db/database.server.ts';
import { allPlaces } from '../places/reads.server.ts';

/** A place to choose, in the order of the tree; `depth` counts levels below the outermost one that is offered. */
export type PlaceChoice = Readonly<{ id: string; name: string; depth: number }>;
export type MeasureChoice = Readonly<{ code: string; title: string }>;

/** What the settings form of an activity offers: these places, and the measures of the catalogue. */
export async function activityChoices(
	db: Db,
	placeIds: readonly string[]
): Promise<{ places: PlaceChoice[]; measures: MeasureChoice[] }> {
	return { places: await placeChoices(db, placeIds), measures: await measureChoices(db) };
}

export async function placeChoices(db: Db, placeIds: readonly string[]): Promise<PlaceChoice[]> {
	const offered = new Set(placeIds);
	const places = await allPlaces(db);
	const parentOf = new Map(places.map(({ id, parentId }) => [id, parentId]));
	return inTreeOrder(places)
		.filter(({ id }) => offered.has(id))
		.map(({ id, name }) => ({ id, name, depth: depthOf(id) }));

	function depthOf(id: string): number {
		const parent = parentOf.get(id);
		return parent && offered.has(parent) ? depthOf(parent) + 1 : 0;
	}
}

type Node = { id: string; parentId: string | null };

function inTreeOrder<T extends Node>(places: readonly T[], parent: string | null = null): T[] {
	return places
		.filter(({ parentId }) => parentId === parent)
		.flatMap((place) => [place, ...inTreeOrder(places, place.id)]);
}

async function measureChoices(db: Db): Promise<MeasureChoice[]> {
	return db
		.selectFrom('measures')
		.select(['code', 'title'])
		.where('retiredAt', 'is', null)
		.orderBy('position')
		.execute();
}
