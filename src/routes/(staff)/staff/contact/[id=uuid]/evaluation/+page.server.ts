import { statisticsOf } from '#lib/formats/contact/figures/statistics.server.ts';
import { figuresOf } from '#lib/formats/contact/figures/words.ts';
import { readPoint } from '#lib/formats/contact/point/read-point.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage } from '../../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house, locale }, params }) => {
	const { point, may } = await orErrorPage(readPoint(db, actor, params.id));
	const today = localDay(house.clock());
	const statistics = await orErrorPage(statisticsOf(db, actor, params.id, today));
	return {
		point: { activityId: point.activityId, title: point.title },
		may,
		statistics,
		figures: figuresOf(statistics, point.topics, locale)
	};
};
