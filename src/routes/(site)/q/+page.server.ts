import { currentCounts } from '#lib/core/activities/reads.server.ts';
import { allPlaces } from '#lib/core/places/reads.server.ts';
import { matches } from '#lib/core/places/search.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const name = (url.searchParams.get('name') ?? '').trim().slice(0, 100);
	const [places, counts] = await Promise.all([allPlaces(db), currentCounts(db)]);
	const names = new Map(places.map((place) => [place.id, place.name]));
	return {
		name,
		places: places
			.filter((place) => matches(place.name, name))
			.map(({ id, name, kind, parentId }) => ({
				id,
				name,
				kind,
				parentId,
				within: parentId && (names.get(parentId) ?? null),
				count: counts.get(id) ?? 0
			}))
	};
};
