import type { PageServerLoad } from './$types';
import { projectsOfMap } from '#lib/formats/ideas/project-reads.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { orErrorPage } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	return { map, projects: await projectsOfMap(db, actor, params.id) };
};
