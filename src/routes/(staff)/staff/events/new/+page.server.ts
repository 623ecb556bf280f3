import { error, redirect } from '@sveltejs/kit';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { placesWhere } from '#lib/formats/events/places.ts';
import { defaultRetentionDays } from '#lib/formats/events/retention.server.ts';
import {
	checkedSeries,
	typedSeries,
	type SeriesValues
} from '#lib/formats/events/series/series-form.ts';
import { createSeries, freeSeriesSlug } from '#lib/formats/events/series/set-up-series.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor } }) => {
	const own = placesWhere(actor, 'createSeries');
	if (own.length === 0) error(403, { message: 'not_allowed' });
	const { places, measures, organisations } = await activityChoices(db, own);
	const values: SeriesValues = {
		...{ title: {}, main: 'de', locales: ['de'], measures: [], organisationId: '' },
		placeId: places.length === 1 ? places[0]!.id : '',
		retainUntil: retainUntilAfter(house.clock(), defaultRetentionDays),
		...{ slug: '', intro: {}, kind: 'actionWeek', firstDay: '', lastDay: '' },
		...{
			coverageKind: 'district',
			coverageLeast: '',
			openToHosts: true,
			hostsUntil: '',
			themes: []
		}
	};
	return { places, measures, organisations, values };
};

export const actions: Actions = {
	default: async ({ locals: { db, house, actor }, request }) => {
		const typed = typedSeries(await request.formData());
		const create = async () => {
			const slug = typed.slug || (await freeSeriesSlug(db, typed.title[typed.main] ?? ''));
			return createSeries(db, actor, checkedSeries({ ...typed, slug }, house.clock()));
		};
		const { done, refused } = await orRefusedForm(create(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/events/${done.activityId}`));
	}
};
