import { answerGeojson } from '#lib/formats/ideas/api/geojson.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { house, db } }) =>
	answerGeojson(request, db, params.slug, house.clock());
