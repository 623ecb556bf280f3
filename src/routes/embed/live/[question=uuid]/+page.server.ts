import { embeddedResult } from '#lib/formats/live/export/embedded-result.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import type { PageServerLoad } from './$types';

/** For other websites: reads no cookie, sets none, knows nobody. What is not there says so within the frame. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, house } = locals;
	const { smallCellK } = house.config;
	try {
		const embedded = await embeddedResult(db, params.question, smallCellK);
		return { embedded, follows: url.searchParams.has('follow'), smallCellK, refused: null };
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		locals.pageStatus = thrown.status;
		return { embedded: null, follows: false, smallCellK, refused: thrown.reason };
	}
};
