import type { PageServerLoad } from './$types';
import { can } from '#lib/access/can.ts';
import { meetingsOf } from '#lib/formats/fund/jury/call-meeting.server.ts';
import { permissions } from '#lib/formats/fund/permissions.ts';
import { orErrorPage } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const { round, meetings } = await orErrorPage(meetingsOf(db, actor, params.id));
	return { round, meetings, mayHold: can(permissions, actor, 'holdMeeting', round) };
};
