import type { Db } from '../../platform/db/database.server.ts';
import { allPlaces } from '../places/reads.server.ts';

/** A place to choose, in the order of the tree; `depth` counts levels below the outermost one that is offered. */
export type PlaceChoice = Readonly<{ id: string; name: string; depth: number }>;
export type OrganisationChoice = Readonly<{ id: string; name: string }>;
export type MeasureChoice = Readonly<{ code: string; title: string }>;

/**
 * What the settings form of an activity offers: these places, the measures of the catalogue, the register of organisations.
 * @param of an activity that is changed: what it has stays on offer, also retired or archived meanwhile
 */
export async function activityChoices(
	db: Db,
	placeIds: readonly string[],
	of: string | null = null
): Promise<{
	places: PlaceChoice[];
	measures: MeasureChoice[];
	organisations: OrganisationChoice[];
}> {
	return {
		places: await placeChoices(db, placeIds),
		measures: await measureChoices(db, of),
		organisations: await organisationChoices(db, of)
	};
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

async function measureChoices(db: Db, of: string | null): Promise<MeasureChoice[]> {
	return db
		.selectFrom('measures')
		.select(['code', 'title'])
		.where(({ or, eb, selectFrom }) =>
			or([
				eb('retiredAt', 'is', null),
				eb(
					'code',
					'in',
					selectFrom('activityMeasures').select('measureCode').where('activityId', '=', of)
				)
			])
		)
		.orderBy('position')
		.execute();
}

/** Every organisation of the register that is not archived, by name, and the one that the activity `of` has. */
export async function organisationChoices(
	db: Db,
	of: string | null = null
): Promise<OrganisationChoice[]> {
	return db
		.selectFrom('organisations')
		.select(['id', 'name'])
		.where(({ or, eb, selectFrom }) =>
			or([
				eb('archivedAt', 'is', null),
				eb('id', '=', selectFrom('activities').select('organisationId').where('id', '=', of))
			])
		)
		.orderBy('nameKey')
		.execute();
}
