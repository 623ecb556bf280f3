import { publicPoints } from '#lib/formats/contact/point/list-points.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db } }) => ({
	points: await publicPoints(db)
});
