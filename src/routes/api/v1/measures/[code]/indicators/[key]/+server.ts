import { indicatorForPrograms, measureProblemText } from '#lib/core/measures/api.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { answerCached } from '#lib/platform/http/cached.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { house, db } }) => {
	const sources = formats.map(({ facts }) => facts);
	const context = { k: house.config.smallCellK, now: house.clock(), sources };
	return answerCached(request, measureProblemText, () =>
		indicatorForPrograms(db, params.code, params.key, context)
	);
};
