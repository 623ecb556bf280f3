import { text } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Figures for Prometheus, with its own token (derived from APP_SECRET unless METRICS_TOKEN is set). */
export const GET: RequestHandler = async ({ locals }) => {
	return text(await locals.house.metrics(), { headers: { 'cache-control': 'no-store' } });
};
