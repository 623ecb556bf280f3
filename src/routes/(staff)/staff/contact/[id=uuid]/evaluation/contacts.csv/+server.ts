import { contactsCsv } from '#lib/formats/contact/figures/csv.server.ts';
import { downloadResponse } from '../../../../../../download.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { db, actor, locale }, params }) =>
	downloadResponse(await orErrorPage(contactsCsv(db, actor, params.id, locale)));
