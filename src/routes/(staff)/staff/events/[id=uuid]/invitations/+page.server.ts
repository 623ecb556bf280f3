import { redirect } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { organisationChoices } from '#lib/core/activities/choices.server.ts';
import { giveLink, hostPath, revokeInvitation } from '#lib/formats/events/invite/link.server.ts';
import { listInvitations } from '#lib/formats/events/invite/organisations.server.ts';
import { seriesOf } from '#lib/formats/events/series/series.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params, setHeaders }) => {
	// A page that has just shown a link is kept nowhere.
	setHeaders({ 'cache-control': 'private, no-store' });
	const invitations = await orErrorPage(listInvitations(db, actor, params.id));
	const { activityId, title } = await seriesOf(db, params.id);
	return {
		series: { activityId, title },
		invitations,
		organisations: await organisationChoices(db)
	};
};

export const actions: Actions = {
	async give({ locals: { db, house, actor }, params, request }) {
		const form = await request.formData();
		const typed = {
			organisationId: typedText(form, 'organisationId'),
			hostName: typedText(form, 'hostName')
		};
		const host = { ...typed, organisationId: typed.organisationId || null };
		const { done, refused } = await orRefusedForm(
			giveLink(db, actor, params.id, host, house.clock()),
			typed
		);
		if (!done) return refused;
		const { origin } = house.config;
		return { link: origin + localizeHref(hostPath(done.slug, done.key)), ...typed };
	},
	async revoke({ locals: { db, house, actor }, params, request }) {
		const id = typedText(await request.formData(), 'invitation');
		const typed = { organisationId: '', hostName: '' };
		const { refused } = await orRefusedForm(
			revokeInvitation(db, actor, params.id, id, house.clock()),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/events/${params.id}/invitations`));
	}
};
