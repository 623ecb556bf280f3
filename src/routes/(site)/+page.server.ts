import { fail, redirect } from '@sveltejs/kit';
import { currentCounts } from '#lib/core/activities/reads.server.ts';
import { allPlaces, pathOf } from '#lib/core/places/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import type { Actions, PageServerLoad } from './$types';
import { chosenPlace, choosePlace, forgetPlace } from './chosen-place.server.ts';
import { whatsOn } from './whats-on.server.ts';

export const load: PageServerLoad = async ({ locals: { db, house }, cookies }) => {
	const chosen = chosenPlace(cookies);
	const [places, counts] = await Promise.all([allPlaces(db), currentCounts(db)]);
	const place = places.find(({ id }) => id === chosen) ?? null;
	return {
		place: place && { id: place.id, name: place.name },
		places: places.map(({ id, name, kind, parentId }) => ({
			id,
			name,
			kind,
			parentId,
			count: counts.get(id) ?? 0
		})),
		...(await whatsOn(db, place?.id ?? null, house.clock(), { page: 1, size: 6 }))
	};
};

export const actions: Actions = {
	choose: async ({ locals: { db, locale }, cookies, request }) => {
		const placeId = String((await request.formData()).get('place') ?? '');
		if ((await pathOf(db, placeId)).length === 0) return fail(422, { unknownPlace: true });
		choosePlace(cookies, placeId);
		redirect(303, `${localizeHref('/', { locale })}#quarter`);
	},
	forget: ({ locals: { locale }, cookies }) => {
		forgetPlace(cookies);
		redirect(303, `${localizeHref('/', { locale })}#quarter`);
	}
};
