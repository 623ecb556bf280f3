import { textFor } from '../../../platform/i18n/translated.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import type { EventDate } from '../dates/read-dates.server.ts';
import type { PublicEvent } from '../programme/public-events.server.ts';
import { isElsewhere, pageOf, seriesPage } from './calendar.ts';

/** Dates that are told to search engines. */
const mostDates = 30;

type Reader = Readonly<{ locale: string; origin: string; now: Date }>;

/**
 * The coming dates of an event in the words of schema.org, for a data block of its page (JSON-LD). It holds no character
 * that could end the block.
 */
export function schemaOrg(event: PublicEvent, reader: Reader): string {
	const coming = event.dates.filter(({ endsAt }) => endsAt > reader.now).slice(0, mostDates);
	const page = seriesPage(event.series.slug, reader);
	const url = pageOf(event.number, { page });
	const graph = coming.map((date) => ({ ...oneDate(event, date, reader.locale), url }));
	return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replace(
		/[<>&\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}

function oneDate(event: PublicEvent, date: EventDate, locale: string) {
	const { content } = event;
	const { venue, address, placeName } = { ...placed(event), ...placedOtherwise(date) };
	return {
		'@type': 'Event',
		name: textFor(content.title, locale),
		description: textFor(content.summary, locale),
		startDate: date.startsAt.toISOString(),
		endDate: date.endsAt.toISOString(),
		eventStatus: `https://schema.org/${statusOf(date)}`,
		...(date.moved && { previousStartDate: fromLocal(date.localStart)!.toISOString() }),
		eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
		location: {
			'@type': 'Place',
			name: venue || placeName,
			address: [address, placeName].filter(Boolean).join(', ')
		},
		organizer: { '@type': 'Organization', name: event.host },
		isAccessibleForFree: content.cost === 'free',
		...(content.languages.length > 0 && { inLanguage: content.languages })
	};
}

const placed = ({ content, placeName }: PublicEvent) => ({
	venue: content.venue,
	address: content.address,
	placeName
});

/** What is said for one date alone. */
const placedOtherwise = ({ venue, address, placeName }: EventDate) =>
	isElsewhere({ venue, address, placeName })
		? { venue: venue ?? '', address: address ?? '', ...(placeName !== null && { placeName }) }
		: {};

function statusOf({ state, moved }: EventDate): string {
	if (state === 'cancelled') return 'EventCancelled';
	return moved ? 'EventRescheduled' : 'EventScheduled';
}
