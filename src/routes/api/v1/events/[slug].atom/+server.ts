import { answerProgramme } from '#lib/formats/events/feeds/feeds.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { house, db } }) =>
	answerProgramme(request, db, params.slug, 'atom', house.config.origin);
