import { boxFrom } from '../../../core/geo/bbox.ts';
import type { Box } from '../../../core/places/within.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { answerCached } from '../../../platform/http/cached.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { baseLocale, isLocale, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import { feedProblemText } from '../feeds/feed-problem-text.ts';
import { publicSeries } from '../series/series.server.ts';
import { filterOf } from './filter.ts';
import type { SpotCollection } from './spot-schema.ts';
import { spotsOf, type EventSpot } from './spots.server.ts';

/**
 * The spots of a programme that lie in a box or anywhere, for the map of its page. The language is part of the address.
 * @throws never: problems are answers
 */
export const answerSpots = (request: Request, db: Db, slug: string, now: Date): Promise<Response> =>
	answerCached(
		request,
		problemText,
		async () => {
			const query = new URL(request.url).searchParams;
			const bbox = query.get('bbox');
			const box = bbox ? boxFrom(bbox) : null;
			const { activityId } = await publicSeries(db, slug);
			const spots = await spotsOf(db, activityId, filterOf(query), now);
			return spotCollection(spots, { box, slug, locale: localeIn(query) });
		},
		'application/geo+json'
	);

function localeIn(query: URLSearchParams): Locale {
	const wanted = query.get('locale');
	return isLocale(wanted) ? wanted : baseLocale;
}

function spotCollection(
	spots: readonly EventSpot[],
	{ box, slug, locale }: Readonly<{ box: Box | null; slug: string; locale: string }>
): SpotCollection {
	const features = spots.flatMap(({ lat, lng, number, title, kind }) => {
		if (lat === null || lng === null || (box && !holds(box, lat, lng))) return [];
		return {
			type: 'Feature' as const,
			geometry: { type: 'Point' as const, coordinates: [lng, lat] as [number, number] },
			properties: {
				title: textFor(title, locale),
				lang: languageOf(title, locale),
				category: kind,
				number,
				href: `/events/${slug}/${number}`
			}
		};
	});
	return { type: 'FeatureCollection', total: features.length, features };
}

const holds = ({ west, south, east, north }: Box, lat: number, lng: number): boolean =>
	lng >= west && lng <= east && lat >= south && lat <= north;

const boxTexts: Record<string, typeof m.map_problem_fault> = {
	bbox_malformed: m.map_problem_bbox_malformed,
	bbox_range: m.map_problem_bbox_range,
	bbox_antimeridian: m.map_problem_bbox_antimeridian,
	bbox_upside_down: m.map_problem_bbox_upside_down
};

const problemText = (reason: string, locale: Locale): string =>
	boxTexts[reason]?.({}, { locale }) ?? feedProblemText(reason, locale);
