import { newPage } from '#lib/formats/events/host/form-page.server.ts';
import { seriesOf } from '#lib/formats/events/series/series.server.ts';
import { enterByForm } from '../../../../../../event-forms.server.ts';
import { hostDoor } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { invitation, base } = await hostDoor(event);
	const series = await seriesOf(db, invitation.activityId);
	const copy = event.url.searchParams.get('copy');
	return {
		base,
		clientKey: crypto.randomUUID(),
		...(await newPage(db, house.config, series, invitation.organisationId, copy))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, invitation, base } = await hostDoor(event);
		const { invitationId, activityId } = invitation;
		const host = { as: 'invitation', invitationId } as const;
		const pageOf = (eventId: string) => `${base}/${eventId}`;
		return enterByForm(event, actor, () => host, pageOf, activityId);
	}
};
