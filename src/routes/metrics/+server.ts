import { error, text } from '@sveltejs/kit';
import { mayReadMetrics } from '#lib/platform/http/metrics-access.server.ts';
import type { RequestHandler } from './$types';

/** Figures for Prometheus. They name no session and no person, but how much goes on is not everybody's business. */
export const GET: RequestHandler = async ({ locals, request, getClientAddress }) => {
	const allowed = mayReadMetrics(request.headers, getClientAddress(), locals.house.config);
	if (!allowed) error(404);
	return text(await locals.house.metrics(), { headers: { 'cache-control': 'no-store' } });
};
