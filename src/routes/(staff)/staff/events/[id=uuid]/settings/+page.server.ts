import { redirect } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { placesWhere } from '#lib/formats/events/places.ts';
import { seriesToEdit } from '#lib/formats/events/series/read-series.server.ts';
import {
	checkedSeries,
	seriesValuesOf,
	typedSeries
} from '#lib/formats/events/series/series-form.ts';
import { changeSeries } from '#lib/formats/events/series/set-up-series.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const { series, settings } = await orErrorPage(seriesToEdit(db, actor, params.id));
	return {
		series,
		values: seriesValuesOf(settings),
		...(await activityChoices(db, placesWhere(actor, 'createSeries'), params.id))
	};
};

export const actions: Actions = {
	default: async ({ locals: { db, house, actor }, params, request }) => {
		const form = await request.formData();
		const typed = typedSeries(form);
		const seen = seenVersion(typedText(form, 'revision'));
		const change = async () =>
			changeSeries(db, actor, params.id, checkedSeries(typed, house.clock()), seen);
		const { refused } = await orRefusedForm(change(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/events/${params.id}`));
	}
};
