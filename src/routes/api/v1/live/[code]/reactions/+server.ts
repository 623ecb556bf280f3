import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await locals.house.liveApi.react(apiRequestOfWeb(request), params.code));
