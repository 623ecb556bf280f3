import { can } from '#lib/access/can.ts';
import { readBoard } from '#lib/formats/events/coverage/read-board.server.ts';
import { permissions } from '#lib/formats/events/permissions.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor }, params }) => {
	const { series, board, outside } = await orErrorPage(
		readBoard(db, actor, params.id, house.clock())
	);
	const { activityId, title } = series;
	return {
		series: { activityId, title },
		board,
		outside,
		mayInvite: can(permissions, actor, 'invite', series)
	};
};
