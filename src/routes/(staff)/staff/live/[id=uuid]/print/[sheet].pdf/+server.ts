import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { isSheet } from '#lib/formats/live/print/kit.ts';
import { printSheet } from '#lib/formats/live/print/print.server.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { pdfResponse } from '../../../../../../letter-response.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import { shownOrigin } from '../../../../../../shown-origin.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { sheet } = params;
	if (!isSheet(sheet)) error(404, { message: 'missing' });
	const { db, actor, house } = locals;
	const printing = {
		db,
		actor,
		origin: shownOrigin({ locals, url }),
		author: (await readOperator(house.config.dataDir))?.name ?? 'Palaver',
		smallCellK: house.config.smallCellK
	};
	const bytes = await orErrorPage(printSheet(printing, params.id, sheet, url.searchParams));
	return pdfResponse(bytes, `palaver-${sheet}.pdf`);
};
