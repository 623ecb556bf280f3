import { measureListForPrograms, measureProblemText } from '#lib/core/measures/api.server.ts';
import { answerCached } from '#lib/platform/http/cached.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, locals: { house, db } }) =>
	answerCached(request, measureProblemText, () =>
		measureListForPrograms(db, { k: house.config.smallCellK, now: house.clock() })
	);
