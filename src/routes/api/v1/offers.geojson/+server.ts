import { answerOffers } from '#lib/core/offers/answer-geojson.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, locals: { db } }) => answerOffers(request, db);
