import { historyFilterSchema, listActions, readHistory } from '#lib/core/history/reads.server.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

const unfiltered = historyFilterSchema.parse({});

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor } = locals;
	const asked = Object.fromEntries(url.searchParams);
	const read = historyFilterSchema.safeParse(asked);
	if (!read.success) locals.pageStatus = 422;
	const page = pageNumber(url);
	const fields = Object.fromEntries(
		read.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []
	);
	return {
		...(await orErrorPage(readHistory(db, actor, read.data ?? unfiltered, page))),
		actions: await listActions(db, actor),
		filter: { ...unfiltered, ...asked },
		fields,
		page
	};
};
