import { error } from '@sveltejs/kit';
import { typedText, typedTexts } from '#lib/core/activities/activity-form.ts';
import { nameOfPlace } from '#lib/core/places/reads.server.ts';
import { inviteHosts } from '#lib/formats/events/invite/invite-hosts.server.ts';
import { organisationsIn } from '#lib/formats/events/invite/organisations.server.ts';
import { seriesOf } from '#lib/formats/events/series/series.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const organisations = await orErrorPage(organisationsIn(db, actor, params.id, params.place));
	const place = await nameOfPlace(db, params.place);
	if (place === null) error(404, { message: 'place_unknown' });
	const { activityId, title, locales } = await seriesOf(db, params.id);
	return { series: { activityId, title }, main: locales[0]!, place, organisations };
};

export const actions: Actions = {
	default: async ({ locals: { db, house, actor }, params, request }) => {
		const form = await request.formData();
		const typed = {
			organisationIds: typedTexts(form, 'organisationIds'),
			text: typedText(form, 'text'),
			again: form.has('again')
		};
		const at = { now: house.clock(), origin: house.config.origin };
		const { done, refused } = await orRefusedForm(
			inviteHosts(db, actor, params.id, typed, at),
			typed
		);
		return refused ?? { done };
	}
};
