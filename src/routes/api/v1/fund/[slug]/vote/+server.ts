import { readVote } from '#lib/formats/fund/vote/api/vote-api.server.ts';
import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await readVote(locals.house, apiRequestOfWeb(request), params.slug));
