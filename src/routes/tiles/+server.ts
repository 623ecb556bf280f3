import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What maps the house has, for pages that are drawn without asking it. */
export const GET: RequestHandler = ({ locals: { house } }) => {
	const { tileUrl, tileAttribution } = house.config;
	return json(
		{ tiles: tileUrl ? '/tiles/{z}/{x}/{y}' : '', attribution: tileAttribution },
		{ headers: { 'cache-control': 'public, max-age=3600' } }
	);
};
