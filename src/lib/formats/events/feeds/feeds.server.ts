import { writeIcal } from '../../../platform/calendar/write-ical.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { atomOf } from '../../../platform/http/atom.ts';
import { baseLocale, isLocale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import { filterOf } from '../programme/filter.ts';
import { publicSeries, type Series } from '../series/series.server.ts';
import { answerFeed } from './answer-feed.server.ts';
import { apiEvents, eventCollection } from './api-events.ts';
import { atomFeed } from './atom-feed.ts';
import { calendarEvent, seriesPage, type FeedContext } from './calendar.ts';
import { feedEvent, feedEvents, type FeedEvent } from './feed-events.server.ts';

/** How often calendars that subscribe should ask again. */
const refreshMinutes = 60;

const writers = {
	ics: {
		mediaType: 'text/calendar; charset=utf-8',
		write: (events: readonly FeedEvent[], context: SeriesContext) =>
			writeIcal(
				{
					product: '-//Palaver//Palaver//DE',
					name: textFor(context.series.title, context.locale),
					refreshMinutes
				},
				events.map((event) => calendarEvent(event, context))
			)
	},
	json: {
		mediaType: 'application/json',
		write: (events: readonly FeedEvent[], context: SeriesContext) =>
			JSON.stringify(apiEvents(events, context))
	},
	geojson: {
		mediaType: 'application/geo+json',
		write: (events: readonly FeedEvent[], context: SeriesContext) =>
			JSON.stringify(eventCollection(events, context))
	},
	atom: {
		mediaType: 'application/atom+xml; charset=utf-8',
		write: (events: readonly FeedEvent[], context: SeriesContext) =>
			atomOf(atomFeed(events, context))
	}
};
export type FeedKind = keyof typeof writers;

type SeriesContext = FeedContext &
	Readonly<{
		series: Pick<Series, 'activityId' | 'slug' | 'title' | 'intro' | 'themes'>;
		/** What was asked for beside the series. */
		query: string;
		/** Day on which the series was set up: names in feeds hang on it. */
		began: string;
	}>;

/** The programme of a series, in the way and with the filter that was asked for. @throws never: problems are answers */
export const answerProgramme = (
	request: Request,
	db: Db,
	slug: string,
	kind: FeedKind,
	origin: string
): Promise<Response> =>
	answerFeed(request, async () => {
		const context = await contextOf(request, db, slug, origin);
		const filter = filterOf(new URL(request.url).searchParams);
		return feedOf(await feedEvents(db, context.series, filter), kind, context);
	});

/** One event with all its dates, for a calendar. @throws never: problems are answers */
export const answerEvent = (
	request: Request,
	db: Db,
	{ slug, number }: Readonly<{ slug: string; number: number }>,
	origin: string
): Promise<Response> =>
	answerFeed(request, async () => {
		const context = await contextOf(request, db, slug, origin);
		return feedOf([await feedEvent(db, context.series, number)], 'ics', context);
	});

/** The language is part of the address, so that what is cached is true for everybody. */
async function contextOf(
	request: Request,
	db: Db,
	slug: string,
	origin: string
): Promise<SeriesContext> {
	const { search, searchParams } = new URL(request.url);
	const wanted = searchParams.get('locale');
	const { activityId, title, intro, themes } = await publicSeries(db, slug);
	const reader = { locale: isLocale(wanted) ? wanted : baseLocale, origin };
	return {
		...reader,
		page: seriesPage(slug, reader),
		query: search,
		series: { activityId, slug, title, intro, themes },
		began: await creationDay(db, activityId)
	};
}

async function creationDay(db: Db, activityId: string): Promise<string> {
	const { createdAt } = await db
		.selectFrom('activities')
		.select('createdAt')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	return localDay(createdAt);
}

function feedOf(events: readonly FeedEvent[], kind: FeedKind, context: SeriesContext) {
	const { mediaType, write } = writers[kind];
	return { made: { events, context }, mediaType, write: () => write(events, context) };
}
