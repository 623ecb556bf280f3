import { atomOf } from '#lib/platform/http/atom.ts';
import { ideaFeed } from '#lib/formats/ideas/talk/feed.server.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { taggedResponse } from '#lib/platform/http/etag.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals: { house, db, locale } }) => {
	const map = await orErrorPage(publicMap(db, params.slug, house.clock()));
	const reader = { locale, origin: house.config.origin };
	const feed = await orErrorPage(ideaFeed(db, map, Number(params.number), reader));
	return taggedResponse(request, atomOf(feed), {
		'content-type': 'application/atom+xml; charset=utf-8'
	});
};
