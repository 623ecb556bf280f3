import { fundedProject } from '#lib/formats/fund/funded/funded-projects.server.ts';
import { publicRound } from '#lib/formats/fund/round/round.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db } }) => {
	const round = await orErrorPage(publicRound(db, params.slug));
	const project = await orErrorPage(fundedProject(db, round.activityId, Number(params.number)));
	return { project };
};
