import { documentedOf } from '#lib/formats/events/report/documentation-table.ts';
import { readReport } from '#lib/formats/events/report/read-report.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, actor, house } }) => {
	const now = house.clock();
	const report = await orErrorPage(readReport(db, actor, params.id, now));
	// The page shows sums and what is documented; the other dates are for the files.
	return { report: { ...report, dates: documentedOf(report.dates) }, now };
};
