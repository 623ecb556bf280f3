import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals }) =>
	locals.house.liveStream.asksToWeb(request, params.code);
