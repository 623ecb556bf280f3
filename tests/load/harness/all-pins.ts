import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pinFeature } from '#lib/formats/ideas/map-features.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { TestMap } from '../../fixture/idea-map.ts';

const compressed = promisify(gzip);

/** How long an answer took until its last byte, and how many bytes its body had over the wire. */
export type Fetched = { ms: number; bytes: number };

/** Serves all pins of the map of this slug as one document, as platforms do that leave the clustering to the browser. */
export async function serveAllPins(db: Db, maps: readonly TestMap[]) {
	const server = createServer(async (request, response) => {
		const { activityId, slug } = maps.find(({ slug }) => request.url === `/${slug}`)!;
		const rows = await db
			.selectFrom('ideas')
			.select(['number', 'title', 'locale', 'categoryId', 'status', 'supports', 'lat', 'lng'])
			.where('activityId', '=', activityId)
			.where('visibility', '=', 'public')
			.where('mergedInto', 'is', null)
			.execute();
		const features = rows.map((row) => pinFeature(row, slug));
		const body = await compressed(JSON.stringify({ type: 'FeatureCollection', features }));
		response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length });
		response.end(body);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		stop: async () => void (server.close(), await once(server, 'close'))
	};
}

/** Fetches on a connection of its own and leaves the body as it came. */
export function fetchRaw(address: string): Promise<Fetched> {
	const start = performance.now();
	return new Promise((resolve, reject) => {
		const headers = { 'accept-encoding': 'br, gzip' };
		get(address, { headers, agent: false }, (response) => {
			if (response.statusCode !== 200) reject(new Error(`${address}: ${response.statusCode}`));
			let bytes = 0;
			response.on('data', (chunk: Buffer) => (bytes += chunk.length));
			response.on('end', () => resolve({ ms: performance.now() - start, bytes }));
			response.on('error', reject);
		}).on('error', reject);
	});
}
