import { error, redirect } from '@sveltejs/kit';
import { pathOf } from '#lib/core/places/reads.server.ts';
import { viewPlace } from '#lib/core/places/view.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import type { Actions, PageServerLoad } from './$types';
import { chosenPlace, choosePlace } from '../../chosen-place.server.ts';
import { whatsOn } from '../../whats-on.server.ts';

const size = 12;

export const load: PageServerLoad = async ({ locals: { db, house }, params, url, cookies }) => {
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const [view, on] = await Promise.all([
		viewPlace(db, params.place),
		whatsOn(db, params.place, house.clock(), { page, size })
	]);
	if (!view) error(404, 'place_missing');
	return {
		...view,
		...on,
		mine: chosenPlace(cookies) === params.place,
		page,
		pages: Math.max(1, Math.ceil(on.earlier.total / size))
	};
};

export const actions: Actions = {
	choose: async ({ locals: { db, locale }, params, cookies }) => {
		if ((await pathOf(db, params.place)).length === 0) error(404, 'place_missing');
		choosePlace(cookies, params.place);
		redirect(303, localizeHref(`/q/${params.place}`, { locale }));
	}
};
