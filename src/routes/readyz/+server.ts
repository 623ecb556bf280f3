import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Database, migrations and bus are there; 503 while one of them is not. */
export const GET: RequestHandler = async ({ locals }) => {
	const ready = await locals.house.ready();
	const status = Object.values(ready).every(Boolean) ? 200 : 503;
	return json(ready, { status, headers: { 'cache-control': 'no-store' } });
};
