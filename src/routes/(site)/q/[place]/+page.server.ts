import { error, redirect } from '@sveltejs/kit';
import { allPlaces, boundaryOf, pathOf } from '#lib/core/places/reads.server.ts';
import { pictureOf } from '#lib/core/places/picture.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import type { Actions, PageServerLoad } from './$types';
import { chosenPlace, choosePlace } from '../../chosen-place.server.ts';
import { whatsOn } from '../../whats-on.server.ts';

const size = 12;

export const load: PageServerLoad = async ({ locals: { db, house }, params, url, cookies }) => {
	const path = await pathOf(db, params.place);
	const place = path.at(-1);
	if (!place) error(404, 'place_missing');
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const [places, boundary, on] = await Promise.all([
		allPlaces(db),
		boundaryOf(db, place.id),
		whatsOn(db, place.id, house.clock(), { page, size })
	]);
	const parts = places.filter(({ parentId }) => parentId === place.id);
	return {
		place: { id: place.id, name: place.name, kind: place.kind },
		path: path.map(({ id, name }) => ({ id, name })),
		parts: parts.map(({ id, name, kind }) => ({ id, name, kind })),
		picture: pictureOf(boundary, parts.length > 0 ? parts : [place]),
		mine: chosenPlace(cookies) === place.id,
		page,
		pages: Math.max(1, Math.ceil(on.earlier.total / size)),
		...on
	};
};

export const actions: Actions = {
	choose: async ({ locals: { db, locale }, params, cookies }) => {
		if ((await pathOf(db, params.place)).length === 0) error(404, 'place_missing');
		choosePlace(cookies, params.place);
		redirect(303, localizeHref(`/q/${params.place}`, { locale }));
	}
};
