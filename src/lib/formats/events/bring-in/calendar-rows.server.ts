import type { CalendarEvent, EventOverride } from '../../../platform/calendar/calendar-event.ts';
import { occurrencesOf } from '../../../platform/calendar/recurrence.ts';
import { plainName } from '../../../core/places/search.ts';
import { lengthOf } from '../../../platform/clean-text.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { noteLength } from '../dates/note.ts';
import { eventLimits, type EventInput } from '../entry/schema.ts';
import type { BroughtDate } from './brought.ts';
import { kindWords, themeWords } from './cell-words.ts';
import {
	cut,
	finishRow,
	tellNote,
	tellProblem,
	telling,
	type ReadRow,
	type Telling
} from './finish-row.server.ts';
import type { RowContext } from './row-context.server.ts';

/** Of what begins and does not end. */
const assumedMinutes = 60;

/** An event of a calendar file as it would be entered. */
export function calendarRow(event: CalendarEvent, line: number, context: RowContext): ReadRow {
	const tell = telling();
	if (event.status === 'tentative') tellNote(tell, 'tentative', 'status');
	if (event.minutes < 1) tellNote(tell, 'without_end', 'minutes');
	if (isOwn(event, context)) tellProblem(tell, 'own_event', 'uid', '');
	const minutes = event.minutes < 1 ? assumedMinutes : event.minutes;
	return finishRow(
		{
			line,
			uid: event.uid,
			title: event.title,
			summary: '',
			description: [event.description, event.url].filter(Boolean).join('\n\n'),
			hostName: event.organizer ?? '',
			recurrence: { ...event, minutes },
			cancelled: event.status === 'cancelled',
			dates: event.overrides.flatMap((override) => dateOf(override, event, context, tell)),
			fields: { ...whatOf(event, context, tell), ...whereOf(event, context, tell) }
		},
		context,
		tell
	);
}

/** Our own feed of this very series names events by their ids; they are here already. */
const isOwn = ({ uid, url }: CalendarEvent, { series }: RowContext): boolean =>
	url !== null && url.includes(`/events/${series.slug}/`) && /^[0-9a-f-]{36}@/.test(uid);

function whatOf(
	{ categories }: CalendarEvent,
	{ series }: RowContext,
	tell: Telling
): Partial<EventInput> {
	const [kinds, themes] = [kindWords(), themeWords(series.themes)];
	const kind = categories.map((word) => kinds.get(plainName(word))).find(Boolean);
	const known = categories.flatMap((word) => themes.get(plainName(word)) ?? []);
	const foreign = categories.filter(
		(word) => !kinds.has(plainName(word)) && !themes.has(plainName(word))
	);
	if (foreign.length > 0) tellNote(tell, 'category_unknown', 'kind', foreign.join(', '));
	return { ...(kind && { kind }), themes: known };
}

/** By the point where there is one, else by the innermost place that the text names. */
function whereOf(
	{ location, geo }: CalendarEvent,
	context: RowContext,
	tell: Telling
): Partial<EventInput> {
	const parts = location.split(/\s*[,;]\s*/).filter(Boolean);
	const named = parts
		.map((part) => ({
			part,
			place: context.places.get(plainName(part.replace(/^\d{5}\s+/, ''))) ?? null
		}))
		.filter(({ place }) => place !== null)
		.sort((one, other) => other.place!.depth - one.place!.depth)[0];
	const placeId = (geo && context.innermost([geo.lng, geo.lat])) ?? named?.place?.id ?? null;
	if (placeId === null) tellNote(tell, 'place_assumed', 'placeId', location);
	const [venue = '', ...rest] = parts.filter((part) => part !== named?.part);
	const address = rest.join(', ');
	if (lengthOf(venue) > eventLimits.line || lengthOf(address) > eventLimits.line)
		tellNote(tell, 'where_shortened', 'venue', location);
	return {
		placeId,
		venue: cut(venue, eventLimits.line),
		address: cut(address, eventLimits.line),
		lat: geo?.lat ?? null,
		lng: geo?.lng ?? null
	};
}

/** A date that its file has otherwise. What is said of it alone becomes a note for everybody. */
function dateOf(
	override: EventOverride,
	event: CalendarEvent,
	{ series: { firstDay, lastDay } }: RowContext,
	tell: Telling
): BroughtDate[] {
	const { instead, start, status, location, title } = override;
	const isOutside = (local: string) =>
		local.slice(0, 10) < firstDay || (lastDay !== null && local.slice(0, 10) > lastDay);
	if (isOutside(instead) || !isDateOf(event, instead)) return [];
	const leaves = isOutside(start) && status !== 'cancelled';
	if (leaves) tellNote(tell, 'date_left_out', 'startsLocal', start.replace('T', ' '));
	const minutes = override.minutes < 1 ? assumedMinutes : override.minutes;
	return [
		{
			instead,
			start: leaves ? instead : start,
			minutes: Math.min(minutes, eventLimits.minutes),
			cancelled: leaves || status === 'cancelled',
			note: title === event.title ? '' : cut(title, noteLength),
			venue: location === event.location || location === '' ? null : cut(location, eventLimits.line)
		}
	];
}

function isDateOf(event: CalendarEvent, instead: string): boolean {
	const at = fromLocal(instead);
	if (!at) return false;
	const until = new Date(at.getTime() + 1);
	const most = 12_000;
	return occurrencesOf(event, { until, most }).some(
		({ startsAt }) => startsAt.getTime() === at.getTime()
	);
}
