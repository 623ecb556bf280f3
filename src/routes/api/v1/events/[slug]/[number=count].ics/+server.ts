import { answerEvent } from '#lib/formats/events/feeds/feeds.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { house, db } }) => {
	const event = { slug: params.slug, number: Number(params.number) };
	return answerEvent(request, db, event, house.config.origin);
};
