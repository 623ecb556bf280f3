import { activityNames } from '#lib/core/indicators/lineage.server.ts';
import { measureWithIndicators } from '#lib/core/measures/reads.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { factWords } from '../../../fact-words.server.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { house, db } }) => {
	const k = house.config.smallCellK;
	const sources = formats.map(({ facts }) => facts);
	const context = { k, now: house.clock(), sources };
	const measure = await orErrorPage(measureWithIndicators(db, params.code, context));
	const cells = measure.indicators.flatMap(({ current }) => current?.activities ?? []);
	const names = await activityNames(db, [...new Set(cells.map(({ key }) => key))]);
	return { measure, names, k, factWords: factWords() };
};
