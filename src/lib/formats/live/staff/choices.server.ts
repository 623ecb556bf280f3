import type { Actor } from '../../../access/actor.ts';
import { allPlaces } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { moderatedPlaces } from '../reads.server.ts';

/** What the settings form offers: places where this person may run sessions, measures and organisations. */
export async function settingsChoices(db: Db, actor: Actor) {
	return {
		places: await placeChoices(db, actor),
		measures: await measureChoices(db),
		organisations: await organisationChoices(db)
	};
}

async function organisationChoices(db: Db) {
	return db
		.selectFrom('organisations')
		.select(['id', 'name'])
		.where('archivedAt', 'is', null)
		.orderBy('nameKey')
		.execute();
}

async function placeChoices(db: Db, actor: Actor) {
	const mine = new Set(moderatedPlaces(actor));
	const places = await allPlaces(db);
	const parentOf = new Map(places.map(({ id, parentId }) => [id, parentId]));
	const ordered = inTreeOrder(places);
	return ordered
		.filter(({ id }) => mine.has(id))
		.map(({ id, name }) => ({ id, name, depth: depthOf(id) }));

	/** Levels below the outermost place that is offered. */
	function depthOf(id: string): number {
		const parent = parentOf.get(id);
		return parent && mine.has(parent) ? depthOf(parent) + 1 : 0;
	}
}

type Node = { id: string; parentId: string | null };

function inTreeOrder<T extends Node>(places: readonly T[], parent: string | null = null): T[] {
	return places
		.filter(({ parentId }) => parentId === parent)
		.flatMap((place) => [place, ...inTreeOrder(places, place.id)]);
}

async function measureChoices(db: Db) {
	return db
		.selectFrom('measures')
		.select(['code', 'title'])
		.where('retiredAt', 'is', null)
		.orderBy('position')
		.execute();
}
