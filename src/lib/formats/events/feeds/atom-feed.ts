import type { AtomFeed } from '../../../platform/http/atom.ts';
import { momentText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import { pageOf, themeNames, whereOf, type FeedContext } from './calendar.ts';
import type { FeedEvent } from './feed-events.server.ts';

/** Entries of a feed: what a reader that comes once a week must not miss. */
const longest = 50;
/** Dates that an entry names. */
const mostDates = 10;

type Context = FeedContext &
	Readonly<{
		query: string;
		/** Day on which the series was set up, YYYY-MM-DD. */
		began: string;
		series: Readonly<{ activityId: string; slug: string; title: Translated; intro: Translated }>;
	}>;

/** What is new and what has changed, newest first. */
export function atomFeed(events: readonly FeedEvent[], context: Context): AtomFeed {
	const { locale, origin, page, query, series, began } = context;
	return {
		id: tag(context, `events/${series.activityId}/${locale}${query}`),
		title: textFor(series.title, locale),
		subtitle: textFor(series.intro, locale),
		language: locale,
		self: `${origin}/api/v1/events/${series.slug}.atom${query}`,
		alternate: page,
		began,
		entries: events
			.toSorted((one, other) => other.changedAt.getTime() - one.changedAt.getTime())
			.slice(0, longest)
			.map((event) => entryOf(event, context))
	};
}

function entryOf(event: FeedEvent, context: Context) {
	const { locale } = context;
	const [category] = themeNames(event, context);
	return {
		id: tag(context, `event/${event.eventId}`),
		title: textFor(event.title, locale),
		content: [
			...datesOf(event, locale),
			whereOf(event),
			textFor(event.summary, locale),
			textFor(event.description, locale)
		]
			.filter(Boolean)
			.join('\n'),
		language: languageOf(event.title, locale),
		link: pageOf(event.number, context),
		author: event.host,
		...(category && { category }),
		updated: localDay(event.changedAt)
	};
}

const datesOf = ({ dates }: FeedEvent, locale: string): string[] =>
	dates
		.filter(({ state }) => state !== 'cancelled')
		.slice(0, mostDates)
		.map(({ startsAt }) => momentText(startsAt, inLocale(locale).locale));

/** RFC 4151: stable whatever happens to titles and dates, as long as the house keeps its name. */
const tag = ({ origin, began }: Context, what: string): string =>
	`tag:${new URL(origin).hostname},${began}:${what}`;
