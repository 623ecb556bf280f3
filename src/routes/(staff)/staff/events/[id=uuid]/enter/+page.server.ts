import { error } from '@sveltejs/kit';
import { organisationChoices } from '#lib/core/activities/choices.server.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { newPage } from '#lib/formats/events/host/form-page.server.ts';
import { readSeries } from '#lib/formats/events/series/read-series.server.ts';
import { enterByForm } from '../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor }, params }) => {
	const { series, may } = await orErrorPage(readSeries(db, actor, params.id));
	if (!may.enterFor) error(403, { message: 'not_allowed' });
	return {
		...(await newPage(db, house.config, series, null, null)),
		clientKey: crypto.randomUUID(),
		organisations: await organisationChoices(db)
	};
};

const hostOf = (form: FormData) => ({
	as: 'staff' as const,
	organisationId: typedText(form, 'organisationId') || null,
	hostName: typedText(form, 'hostName')
});

export const actions: Actions = {
	default: async (event) => {
		const { id } = event.params;
		const pageOf = (_: string, number: number) => `/staff/events/${id}/${number}`;
		return enterByForm(event, event.locals.actor, hostOf, pageOf, id);
	}
};
