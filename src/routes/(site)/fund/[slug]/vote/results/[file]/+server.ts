import { voteFile } from '#lib/formats/fund/vote/result-files.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, house }, params }) => {
	const view = await orErrorPage(house.votes.view(params.slug));
	const means = { now: house.clock(), k: house.config.smallCellK };
	const { body, contentType, fileName } = await orErrorPage(voteFile(db, view, params.file, means));
	return new Response(body, {
		headers: {
			'content-type': contentType,
			'content-disposition': `attachment; filename="${fileName}"`,
			'cache-control': 'no-store'
		}
	});
};
