import { joinVote } from '#lib/formats/fund/vote/api/vote-api.server.ts';
import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await joinVote(locals.house, apiRequestOfWeb(request), params.slug));
