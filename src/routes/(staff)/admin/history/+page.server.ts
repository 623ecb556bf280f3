import { historyFilterSchema, listActions, readHistory } from '#lib/core/history/reads.server.ts';
import { isolated } from '#lib/platform/i18n/numbers.ts';
import { formats } from '#lib/formats/registry.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';
import { actionWords, areas, pageOf, sentenceOf } from './words.ts';

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
	const { rows, ...found } = await orErrorPage(
		readHistory(db, actor, read.data ?? unfiltered, page)
	);
	return {
		...found,
		rows: rows.map((row) => ({
			...row,
			sentence: sentenceOf(row, formats, isolated),
			href: pageOf(row, formats)
		})),
		actions: (await listActions(db, actor)).map((action) => ({
			value: action,
			text: actionWords(action, formats)
		})),
		areas: areas(formats),
		filter: { ...unfiltered, ...asked },
		fields,
		page
	};
};
