import type { Db } from '../../platform/db/database.server.ts';
import { answerCached } from '../../platform/http/cached.server.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { baseLocale, isLocale, type Locale } from '../../platform/i18n/paraglide/runtime.js';
import { boxFrom } from '../geo/bbox.ts';
import { filterOf } from './filter.ts';
import { offerCollection } from './geojson.ts';
import { publicOffers } from './reads.server.ts';

/** The public offers as GeoJSON. The language is part of the address, so that what is cached is true for everybody. */
export async function answerOffers(request: Request, db: Db): Promise<Response> {
	const query = new URL(request.url).searchParams;
	const wanted = query.get('locale');
	const locale = isLocale(wanted) ? wanted : baseLocale;
	return answerCached(
		request,
		problemText,
		async () => {
			const bbox = query.get('bbox');
			const box = bbox ? boxFrom(bbox) : null;
			return offerCollection(await publicOffers(db, filterOf(query)), box, locale);
		},
		'application/geo+json'
	);
}

const texts: Record<string, typeof m.map_problem_fault> = {
	bbox_malformed: m.map_problem_bbox_malformed,
	bbox_range: m.map_problem_bbox_range,
	bbox_antimeridian: m.map_problem_bbox_antimeridian,
	bbox_upside_down: m.map_problem_bbox_upside_down,
	unavailable: m.map_problem_unavailable
};

const problemText = (reason: string, locale: Locale): string =>
	(texts[reason] ?? m.map_problem_fault)({}, { locale });
