import { tileAddress } from '#lib/platform/tiles/tiles.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params: { z, x, y }, locals: { house } }) => {
	const address = tileAddress(z, x, y);
	const tile = address ? await house.tiles.get(address) : 'none';
	if (tile === 'none')
		return new Response(null, {
			status: 404,
			headers: { 'cache-control': 'public, max-age=3600' }
		});
	if (tile === 'away') return new Response(null, { status: 503, headers: { 'retry-after': '30' } });
	const fresh = Math.max(60, Math.floor((tile.until - house.clock().getTime()) / 1000));
	return new Response(new Uint8Array(tile.bytes), {
		headers: {
			'content-type': tile.type,
			'content-length': String(tile.bytes.length),
			'cache-control': `public, max-age=${fresh}`
		}
	});
};
