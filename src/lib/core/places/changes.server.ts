import { isDeepStrictEqual } from 'node:util';
import { placeKinds } from './kinds.ts';
import type { PlaceInFile } from './places-file.ts';
import type { Place } from './reads.server.ts';

const fields = ['name', 'kind', 'parentId', 'lat', 'lng', 'structure'] as const;
type Field = (typeof fields)[number];
export type PlaceValues = Pick<Place, Field>;

export type PlaceChange = Readonly<{
	id: string;
	name: string;
	/** Null: the place is new. */
	before: Partial<PlaceValues> | null;
	/** The changed fields; of a new place all of them. */
	after: Partial<PlaceValues>;
}>;

/** What an import would do: outer places first, so that each finds its parent. Nothing is ever removed. */
export function changesOf(places: readonly PlaceInFile[], known: readonly Place[]): PlaceChange[] {
	const there = new Map(known.map((place) => [place.id, place]));
	return [...places]
		.sort((a, b) => placeKinds.indexOf(a.kind) - placeKinds.indexOf(b.kind))
		.map((place) => changeOf(place, there.get(place.id)))
		.filter((change) => change !== null);
}

function changeOf(place: PlaceInFile, known: Place | undefined): PlaceChange | null {
	const { id, name, kind, parent, lat, lng, structure } = place;
	const told: Partial<PlaceValues> = {
		name,
		kind,
		parentId: parent,
		...(lat !== undefined && { lat }),
		...(lng !== undefined && { lng }),
		...(structure !== undefined && { structure })
	};
	if (!known) return { id, name, before: null, after: told };
	const changed = fields.filter(
		(field) => field in told && !isDeepStrictEqual(told[field], known[field])
	);
	if (changed.length === 0) return null;
	return { id, name, before: pick(known, changed), after: pick(told, changed) };
}

const pick = (from: Partial<PlaceValues>, names: readonly Field[]): Partial<PlaceValues> =>
	Object.fromEntries(names.map((name) => [name, from[name]]));
