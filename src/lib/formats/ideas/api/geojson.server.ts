import { boxFrom, zoomFor, zoomFrom } from '../../../core/geo/bbox.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { answered } from '../../../platform/http/api.server.ts';
import { answerCached } from '../../../platform/http/cached.server.ts';
import { apiRequestOfWeb, webResponse } from '../../../platform/http/web-api.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { allFeatures } from '../all-features.server.ts';
import { filterOf, type IdeaFilter } from '../filter.ts';
import { mapView, type Viewport } from '../map-features.server.ts';
import { publicMap } from '../map.server.ts';
import { geojsonProblemText } from './problem-text.ts';

const mediaType = 'application/geo+json';

/** The public pins of a map as GeoJSON: with `bbox` what a view of it shows, without all of them. */
export async function answerGeojson(
	request: Request,
	db: Db,
	slug: string,
	now: Date
): Promise<Response> {
	const query = new URL(request.url).searchParams;
	const filter = { ...filterOf(query), box: undefined };
	const findMap = () => publicMap(db, slug, now);
	if (!query.has('bbox') && !query.has('zoom'))
		return answerAll(request, findMap, (map) => allFeatures(db, map, filter));
	return answerCached(
		request,
		geojsonProblemText,
		async () => view(db, await findMap(), filter, viewportOf(query)),
		mediaType
	);
}

/** @throws Refusal bbox_missing, bbox_…, zoom_invalid, cells_invalid (400) */
export function viewportOf(query: URLSearchParams): Viewport {
	const [bbox, zoom, cells] = ['bbox', 'zoom', 'cells'].map((name) => query.get(name));
	if (!bbox) throw new Refusal('malformed', 'bbox_missing', { bbox: 'bbox_missing' });
	if (cells != null && cells !== 'whole')
		throw new Refusal('malformed', 'cells_invalid', { cells: 'cells_invalid' });
	const box = boxFrom(bbox);
	return { box, zoom: zoom == null ? zoomFor(box) : zoomFrom(zoom), whole: cells === 'whole' };
}

async function view(
	db: Db,
	map: Parameters<typeof mapView>[1],
	filter: IdeaFilter,
	viewport: Viewport
) {
	const { box, total, features } = await mapView(db, map, filter, viewport);
	// To the last digit: rounded to 0.1 m it would hold a few pins more or fewer than it counts.
	const bbox = [box.west, box.south, box.east, box.north];
	return { type: 'FeatureCollection', bbox, total, features };
}

/** Changes from one reader to the next, so it is not hashed beforehand; a minute old is new enough for a program. */
async function answerAll<M>(
	request: Request,
	findMap: () => Promise<M>,
	pieces: (map: M) => AsyncGenerator<string>
): Promise<Response> {
	let map: M | undefined;
	const refusal = await answered(apiRequestOfWeb(request), geojsonProblemText, async () => {
		map = await findMap();
		return { status: 200, headers: {}, body: '' };
	});
	if (map === undefined) return webResponse(refusal);
	return new Response(streamOf(pieces(map)), {
		headers: { 'content-type': mediaType, 'cache-control': 'public, max-age=60' }
	});
}

/** Reads on only when the reader has taken what is there. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream(
		{
			async pull(controller) {
				const { done, value } = await pieces.next();
				if (done) controller.close();
				else controller.enqueue(encoder.encode(value));
			},
			async cancel() {
				await pieces.return(undefined);
			}
		},
		{ highWaterMark: 0 }
	);
}
