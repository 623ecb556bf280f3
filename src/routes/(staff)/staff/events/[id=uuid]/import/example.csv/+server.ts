import { exampleCsv } from '#lib/formats/events/bring-in/lists.server.ts';
import { importsOf } from '#lib/formats/events/bring-in/imports.server.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, house }, params }) => {
	const { series } = await orErrorPage(importsOf(db, actor, params.id, house.clock()));
	return downloadResponse({
		body: new Blob([exampleCsv(series.firstDay, series.placeName)]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: 'palaver-programme-example.csv'
	});
};
