import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await locals.house.liveApi.session(apiRequestOfWeb(request), params.code));
