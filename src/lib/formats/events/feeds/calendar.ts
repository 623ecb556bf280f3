import type { EventOverride, EventWords } from '../../../platform/calendar/calendar-event.ts';
import { occurrenceAt } from '../../../platform/calendar/recurrence.ts';
import { fillsDays } from '../../../platform/calendar/wall-clock.ts';
import type { WrittenEvent } from '../../../platform/calendar/write-ical.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { fromLocal, toLocal } from '../../../platform/local-time.ts';
import type { Theme } from '../series/schema.ts';
import type { FeedDate, FeedEvent } from './feed-events.server.ts';
import { writtenRecurrence } from './written-recurrence.ts';

/** For whom a feed is written: their language, the address of the house, and the series. */
export type FeedContext = Readonly<{
	locale: string;
	origin: string;
	/** Address of the page of the series; `seriesPage` has it. */
	page: string;
	series: Readonly<{ themes: readonly Theme[] }>;
}>;

/** Made once for a feed: for each of 2,000 events it would take longer than everything else. */
export const seriesPage = (
	slug: string,
	{ locale, origin }: Omit<FeedContext, 'series' | 'page'>
) => origin + localizeHref(`/events/${slug}`, inLocale(locale));

/** Address of an event's page. */
export const pageOf = (number: number, { page }: Pick<FeedContext, 'page'>): string =>
	`${page}/${number}`;

/**
 * An event for calendars. It keeps its UID whatever happens to it; SEQUENCE counts every change. Dates that are moved,
 * called off, elsewhere or have a note are overrides.
 */
export function calendarEvent(event: FeedEvent, context: FeedContext): WrittenEvent {
	const { dates, minutes, lat, lng, changedAt } = event;
	const head = {
		uid: `${event.eventId}@${new URL(context.origin).hostname}`,
		sequence: event.revision,
		geo: lat === null || lng === null ? null : { lat, lng },
		categories: themeNames(event, context),
		organizer: event.host,
		stamp: changedAt,
		changedAt
	};
	const status = dates.every(isOff) ? 'cancelled' : 'confirmed';
	if (dates.length === 1) {
		const { instead: _, ...only } = overrideOf(dates[0]!, event, context);
		return { ...head, ...only, rule: null, except: [], also: [], overrides: [] };
	}
	const recurrence = writtenRecurrence({
		...event,
		locals: dates.map(({ localStart }) => localStart)
	});
	return {
		...head,
		...wordsOf(event, context),
		...recurrence,
		status,
		allDay: fillsDays(recurrence.start, minutes),
		overrides: dates
			.filter((date) => isOff(date) !== (status === 'cancelled') || differs(date, event))
			.map((date) => overrideOf(date, event, context))
	};
}

export const themeNames = (
	{ themes }: Pick<FeedEvent, 'themes'>,
	{ series, locale }: FeedContext
): string[] =>
	series.themes.filter(({ key }) => themes.includes(key)).map(({ name }) => textFor(name, locale));

const isOff = ({ state }: FeedDate): boolean => state === 'cancelled';

const differs = (date: FeedDate, event: FeedEvent): boolean =>
	fromLocal(date.localStart)!.getTime() !== date.startsAt.getTime() ||
	!lastsAsUsual(date, event) ||
	date.note !== '' ||
	isElsewhere(date);

function lastsAsUsual({ startsAt, endsAt }: FeedDate, event: FeedEvent): boolean {
	const usual = occurrenceAt(startsAt, { start: event.startsLocal, minutes: event.minutes });
	return usual.endsAt.getTime() === endsAt.getTime();
}

function overrideOf(date: FeedDate, event: FeedEvent, context: FeedContext): EventOverride {
	const start = toLocal(date.startsAt);
	const minutes = lastsAsUsual(date, event)
		? event.minutes
		: Math.round((date.endsAt.getTime() - date.startsAt.getTime()) / 60_000);
	return {
		...wordsOf(event, context, date),
		instead: date.localStart,
		start,
		minutes,
		allDay: fillsDays(event.startsLocal, event.minutes) && fillsDays(start, minutes),
		status: isOff(date) ? 'cancelled' : 'confirmed'
	};
}

function wordsOf(event: FeedEvent, context: FeedContext, date?: FeedDate): EventWords {
	const { locale } = context;
	const texts = [
		date?.note,
		textFor(event.summary, locale),
		textFor(event.description, locale),
		event.meeting,
		event.needsRegistration && m.events_needs_registration({}, inLocale(locale))
	];
	return {
		title: textFor(event.title, locale),
		description: texts.filter(Boolean).join('\n\n'),
		location: whereOf(event, date),
		url: pageOf(event.number, context)
	};
}

/** "Grünanlage, Kesselbrink 1, Mitte" */
export function whereOf(event: FeedEvent, date?: FeedDate): string {
	const { venue, address } = date && isElsewhere(date) ? date : event;
	return [venue, address, date?.placeName ?? event.placeName].filter(Boolean).join(', ');
}

/** Its words about where it is stand alone: the old venue is not in the new place. */
export const isElsewhere = ({
	placeName,
	venue,
	address
}: Pick<FeedDate, 'placeName' | 'venue' | 'address'>): boolean =>
	[placeName, venue, address].some((where) => where !== null);
