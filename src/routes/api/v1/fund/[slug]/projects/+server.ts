import { answerProjects } from '#lib/formats/fund/funded/api.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { db } }) =>
	answerProjects(request, db, params.slug);
