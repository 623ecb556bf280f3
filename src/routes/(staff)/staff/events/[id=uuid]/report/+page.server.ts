import { readReport } from '#lib/formats/events/report/read-report.server.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { db, actor, house } }) => {
	const now = house.clock();
	// The page shows sums; single dates are for the files.
	const { dates: _, ...report } = await orErrorPage(readReport(db, actor, params.id, now));
	return { report: { ...report, dates: [] }, now };
};
