import { collectProblem } from '#lib/formats/ideas/collect/problem-text.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { boxKey } from '#lib/formats/ideas/street/box-key.server.ts';
import { receiveCollected } from '#lib/formats/ideas/street/receive.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { answered, json, readJson } from '#lib/platform/http/api.server.ts';
import { isSameOrigin } from '#lib/platform/http/same-origin.ts';
import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import type { RequestHandler } from './$types';

/** What a phone collected while it was offline. */
export const POST: RequestHandler = async ({ request, params, locals: { db, actor, house } }) => {
	const asked = apiRequestOfWeb(request);
	const answer = await answered(asked, collectProblem, async () => {
		if (!isSameOrigin(asked.header, house.config.origin))
			throw new Refusal('forbidden', 'not_allowed');
		const now = house.clock();
		const map = await mapOf(db, params.id, now);
		const box = boxKey(house.config.appSecret, params.id);
		const body = await readJson(asked);
		return json({ received: await receiveCollected(db, actor, map, box, body, now) });
	});
	return webResponse(answer);
};
