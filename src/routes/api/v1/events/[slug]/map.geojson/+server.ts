import { answerSpots } from '#lib/formats/events/programme/map-features.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { house, db } }) =>
	answerSpots(request, db, params.slug, house.clock());
