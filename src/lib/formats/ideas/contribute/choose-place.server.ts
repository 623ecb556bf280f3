import { boxOf } from '../../../core/places/within.ts';
import type { PlaceKind } from '../../../core/places/kinds.ts';
import { allPlaces, subtreeIds } from '../../../core/places/reads.server.ts';
import { matches } from '../../../core/places/search.ts';
import { cleanLine } from '../../../platform/clean-text.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Found, Geocoder } from '../../../platform/geocoder.server.ts';
import type { IdeaMap } from '../map.server.ts';

/** A place to choose. */
export type PlaceChoice = Readonly<{
	id: string;
	name: string;
	kind: PlaceKind;
	/** Where it lies, e.g. "Mitte"; null right below the map's own place. */
	within: string | null;
}>;

export type PlaceChoices = Readonly<{
	/** What was searched for; empty: nothing. */
	search: string;
	places: readonly PlaceChoice[];
	/** Addresses and landmarks from the address search. */
	addresses: readonly Found[];
	/** False: there is an address search, and it did not answer. */
	searchAnswered: boolean;
}>;

const longestSearch = 100;

/** Squares first: most ideas are about one. */
const order: Readonly<Record<PlaceKind, number>> = {
	square: 0,
	quarter: 1,
	socialSpace: 2,
	district: 3,
	city: 4
};

/** The places below the map's own, all or those that somebody searches for, and what the address search finds. */
export async function placeChoices(
	db: Db,
	map: Pick<IdeaMap, 'placeId' | 'area'>,
	geocoder: Geocoder | null,
	typed: string,
	language: string
): Promise<PlaceChoices> {
	const search = cleanLine(typed).slice(0, longestSearch);
	const below = await subtreeIds(db, [map.placeId]);
	const all = await allPlaces(db);
	const names = new Map(all.map(({ id, name }) => [id, name]));
	const places = all
		.filter(({ id, name }) => below.has(id) && id !== map.placeId && matches(name, search))
		.map(({ id, name, kind, parentId }) => ({
			id,
			name,
			kind,
			within: parentId === map.placeId ? null : (names.get(parentId ?? '') ?? null)
		}))
		.sort((a, b) => order[a.kind] - order[b.kind]);
	const found =
		search && geocoder ? await geocoder(search, map.area && boxOf(map.area), language) : [];
	return { search, places, addresses: found ?? [], searchAnswered: found !== null };
}
