import { error } from '@sveltejs/kit';
import { organisationSubject } from '#lib/core/people/organisations/organisation-subject.server.ts';
import { newPage } from '#lib/formats/events/host/form-page.server.ts';
import { openSeriesFor } from '#lib/formats/events/host/own-events.server.ts';
import { belongsTo } from '#lib/formats/events/permissions.ts';
import { enterByForm } from '../../../../../event-forms.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { db, house, actor } }) => {
	const { organisationId, name } = await orErrorPage(organisationSubject(house, params.id));
	if (!belongsTo(actor, organisationId)) error(403, { message: 'not_allowed' });
	const wanted = url.searchParams.get('series');
	const open = await openSeriesFor(db, organisationId, house.clock());
	const series = open.find(({ activityId }) => activityId === wanted);
	if (!series) error(404, { message: 'series_unknown' });
	return {
		organisation: { id: organisationId, name },
		clientKey: crypto.randomUUID(),
		...(await newPage(db, house.config, series, organisationId, url.searchParams.get('copy')))
	};
};

export const actions: Actions = {
	default: async (event) =>
		enterByForm(
			event,
			event.locals.actor,
			() => ({ as: 'account', organisationId: event.params.id }),
			(eventId) => `/org/${event.params.id}/events/${eventId}`
		)
};
