import { answerProjectsGeojson } from '#lib/formats/fund/funded/api.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, locals: { db } }) =>
	answerProjectsGeojson(request, db, null);
