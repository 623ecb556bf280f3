import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await locals.house.askApi.list(apiRequestOfWeb(request), params.code));

export const POST: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await locals.house.askApi.ask(apiRequestOfWeb(request), params.code));
