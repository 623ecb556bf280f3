import { organisationChoices } from '#lib/core/activities/choices.server.ts';
import { keptCards } from '#lib/core/offers/kept.server.ts';
import { keptAtPlaces } from '#lib/core/offers/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '../../../refused.ts';
import { offerPresses } from '../../offer-presses.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { db, house, actor } }) => {
	const offers = await orErrorPage(keptAtPlaces(db, actor));
	const addFor = url.searchParams.get('for');
	if (addFor) redirect(303, localizeHref(`/org/${encodeURIComponent(addFor)}/offers/new`));
	return {
		offers: keptCards(offers, actor, localDay(house.clock())),
		organisations: await organisationChoices(db),
		done: url.searchParams.get('done'),
		doneTo: url.searchParams.get('offer')
	};
};

export const actions = offerPresses;
