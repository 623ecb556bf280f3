import { eventsOfInvitation } from '#lib/formats/events/host/own-events.server.ts';
import { seriesOf } from '#lib/formats/events/series/series.server.ts';
import { takesEntries } from '#lib/formats/events/series/takes-entries.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { hostDoor } from './door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const { actor, invitation, base } = await hostDoor(event);
	const series = await seriesOf(db, invitation.activityId);
	return {
		base,
		host: invitation.name,
		series: { title: series.title, until: series.hostsUntil ?? series.lastDay },
		isOpen: takesEntries({ ...series, seriesStatus: series.status }, localDay(house.clock())),
		events: await eventsOfInvitation(db, actor, invitation.invitationId)
	};
};
