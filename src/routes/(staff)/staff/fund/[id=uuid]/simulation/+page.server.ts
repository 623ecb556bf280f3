import type { PageServerLoad } from './$types';
import { chosenGrants } from '#lib/formats/fund/jury/simulation.ts';
import { readSimulation } from '#lib/formats/fund/jury/read-simulation.server.ts';
import { orErrorPage } from '../../../../../refused.ts';

/** What was chosen stands in the address: nothing is kept, and a choice can be sent to somebody. */
export const load: PageServerLoad = async ({ locals: { db, actor }, params, url }) => {
	const simulation = await orErrorPage(readSimulation(db, actor, params.id));
	return { simulation, chosen: chosenGrants(url.searchParams, simulation) };
};
