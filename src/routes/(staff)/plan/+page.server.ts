import { planOverview } from '#lib/core/indicators/planner.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { orErrorPage } from '../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, db, actor } }) => {
	const sources = formats.map(({ facts }) => facts);
	const context = { k: house.config.smallCellK, now: house.clock(), sources };
	return { overview: await orErrorPage(planOverview(db, actor, context)) };
};
