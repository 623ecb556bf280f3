import { error, redirect } from '@sveltejs/kit';
import { cardsOf } from '#lib/core/offers/directory.server.ts';
import { noFilter } from '#lib/core/offers/filter.ts';
import { publicOffers } from '#lib/core/offers/reads.server.ts';
import { pathOf } from '#lib/core/places/reads.server.ts';
import { viewPlace } from '#lib/core/places/view.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import type { Actions, PageServerLoad } from './$types';
import { chosenPlace, choosePlace } from '../../chosen-place.server.ts';
import { whatsOn } from '../../whats-on.server.ts';

const size = 12;
/** Of the offers so many are shown; the directory has them all. */
const someOffers = 4;

export const load: PageServerLoad = async ({ locals: { db, house }, params, url, cookies }) => {
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const now = house.clock();
	const [view, on, offers] = await Promise.all([
		viewPlace(db, params.place),
		whatsOn(db, params.place, now, { page, size }),
		publicOffers(db, { ...noFilter, placeId: params.place })
	]);
	if (!view) error(404, 'place_missing');
	return {
		...view,
		...on,
		offers: cardsOf(offers.slice(0, someOffers), localDay(now)),
		offersInAll: offers.length,
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
