import { lineage } from '#lib/core/indicators/lineage.server.ts';
import { factWords } from '../../../../../../fact-words.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { PageServerLoad } from './$types';

/** As many contributions as a page shows; all of them are in the CSV file. */
const shown = 200;

export const load: PageServerLoad = async ({ params, locals: { db, actor } }) => {
	const { contributions, ...rest } = await orErrorPage(lineage(db, actor, params.observation));
	return {
		...rest,
		factWords: factWords(),
		total: contributions.length,
		contributions: contributions.slice(0, shown)
	};
};
