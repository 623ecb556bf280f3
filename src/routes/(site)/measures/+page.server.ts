import { measuresWithIndicators, passes } from '#lib/core/measures/reads.server.ts';
import { filterFrom } from './filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, db }, url }) => {
	const context = { k: house.config.smallCellK, now: house.clock() };
	const all = await measuresWithIndicators(db, context);
	const filter = filterFrom(url.searchParams);
	const shown = all.filter((measure) => passes(measure, filter));
	const chapters = [...new Set(all.map(({ chapter }) => chapter))];
	return {
		filter,
		chapters,
		all: all.length,
		found: shown.length,
		print: url.searchParams.get('view') === 'print',
		groups: chapters
			.map((chapter) => ({ chapter, measures: shown.filter((one) => one.chapter === chapter) }))
			.filter(({ measures }) => measures.length > 0)
	};
};
