import { potReport } from '#lib/formats/fund/report/report.server.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, actor, house } }) => ({
	report: await orErrorPage(potReport(db, actor, params.pot)),
	now: house.clock()
});
