import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

export const PUT: RequestHandler = async ({ request, params, locals }) =>
	webResponse(await locals.house.askApi.support(apiRequestOfWeb(request), params.code, params.ask));

export const DELETE: RequestHandler = async ({ request, params, locals }) =>
	webResponse(
		await locals.house.askApi.withdrawSupport(apiRequestOfWeb(request), params.code, params.ask)
	);
